//! The part of the search space that is searched: for each number of source segments, a range of target segments.

use std::ops::RangeInclusive;

/// A band around a line through the matrix of source and target positions.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// First and last column of each row.
    rows: Vec<(usize, usize)>,
    /// Index of the first cell of each row.
    offsets: Vec<usize>,
    columns: usize,
}

impl Band {
    /// All of a matrix of so many segments a side.
    pub(super) fn whole(sources: usize, targets: usize) -> Band {
        Band::around(&vec![0; sources + 1], targets, targets)
    }

    /// A band of `half_width` columns to either side of a line, given as the column for each row. The corners are
    /// always inside, and each row overlaps the next.
    pub(super) fn around(line: &[usize], columns: usize, half_width: usize) -> Band {
        let mut rows: Vec<(usize, usize)> = line
            .iter()
            .map(|&column| {
                (
                    column.saturating_sub(half_width),
                    (column + half_width).min(columns),
                )
            })
            .collect();
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = columns;
        }
        for row in 1..rows.len() {
            let reached = rows[row - 1];
            rows[row].0 = rows[row].0.max(reached.0).min(reached.1);
            rows[row].1 = rows[row].1.max(reached.1);
        }
        let mut offsets = Vec::with_capacity(rows.len() + 1);
        let mut cells = 0;
        for &(first, last) in &rows {
            offsets.push(cells);
            cells += last - first + 1;
        }
        offsets.push(cells);
        Band {
            rows,
            offsets,
            columns,
        }
    }

    pub(super) fn cells(&self) -> usize {
        self.offsets.last().copied().unwrap_or_default()
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn columns_of(&self, row: usize) -> RangeInclusive<usize> {
        let (first, last) = self.rows[row];
        first..=last
    }

    /// The number of a cell, or `None` outside the band.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let &(first, last) = self.rows.get(row)?;
        (first..=last)
            .contains(&column)
            .then(|| self.offsets[row] + column - first)
    }

    /// Whether a cell lies within `margin` columns of an edge of the band that is not an edge of the matrix.
    pub(super) fn is_near_edge(&self, row: usize, column: usize, margin: usize) -> bool {
        let (first, last) = self.rows[row];
        first > 0 && column < first + margin || last < self.columns && column + margin > last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_and_overlap() {
        let band = Band::around(&[0, 0, 9, 9], 9, 1);
        assert_eq!(band.columns_of(0), 0..=1);
        assert_eq!(band.columns_of(2), 1..=9);
        assert!(band.cell(3, 9).is_some() && band.cell(0, 2).is_none());
        assert_eq!(band.cells(), 2 + 2 + 9 + 2);
        assert!(band.is_near_edge(0, 1, 1) && !band.is_near_edge(0, 0, 1));
    }
}
