//! Items by group, in one piece of memory.

/// Items by the number of their group; those of one are in the order in which they were given.
#[derive(Default)]
pub(in crate::align) struct Grouped<T> {
    items: Vec<T>,
    /// For each group, where its items begin, and behind the last where they end.
    starts: Vec<u32>,
}

impl<T: Copy + Default> Grouped<T> {
    /// Groups items, each given with the number of its group, by counting.
    pub(in crate::align) fn new(
        groups: usize,
        grouped: impl Iterator<Item = (u32, T)> + Clone,
    ) -> Grouped<T> {
        let mut starts = vec![0; groups + 1];
        for (group, _) in grouped.clone() {
            starts[group as usize + 1] += 1;
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); before as usize];
        for (group, item) in grouped {
            let place = &mut next[group as usize];
            items[*place as usize] = item;
            *place += 1;
        }
        Grouped { items, starts }
    }

    /// The items of a group.
    pub(in crate::align) fn of(&self, group: u32) -> &[T] {
        let group = group as usize;
        &self.items[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_by_their_group_in_order() {
        let given = [(2, 'a'), (0, 'b'), (2, 'c'), (0, 'd')];
        let grouped = Grouped::new(3, given.into_iter());
        let groups = [0, 1, 2].map(|group| grouped.of(group).to_vec());
        assert_eq!(groups, [vec!['b', 'd'], vec![], vec!['a', 'c']]);
    }
}
