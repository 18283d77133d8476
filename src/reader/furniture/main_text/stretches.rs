//! Which stretches of numbers have the greatest sum.

/// What each stretch but the first costs: a list of links or a survey may stand between two, but few do.
const ANOTHER: f32 = 250.0;

/// Which lines are in the stretches whose sum is greatest, when each but the first costs [`ANOTHER`].
pub(super) fn stretches(worths: impl Iterator<Item = f32>) -> Vec<bool> {
    let mut sums = Sums {
        inside: f32::NEG_INFINITY,
        between: f32::NEG_INFINITY,
    };
    // For each line, the best place before it: of a line inside of a stretch, and of one behind a stretch.
    let mut before: Vec<[Place; 2]> = Vec::new();
    for worth in worths {
        let begins = (sums.between - ANOTHER).max(0.0);
        let to_inside = if sums.inside >= begins {
            Place::Inside
        } else if begins > 0.0 {
            Place::Between
        } else {
            Place::Before
        };
        let to_between = if sums.inside >= sums.between {
            Place::Inside
        } else {
            Place::Between
        };
        before.push([to_inside, to_between]);
        sums = Sums {
            inside: sums.inside.max(begins) + worth,
            between: sums.between.max(sums.inside),
        };
    }
    let mut place = if sums.inside >= sums.between {
        Place::Inside
    } else {
        Place::Between
    };
    let mut is_inside = vec![false; before.len()];
    for (is_inside, [to_inside, to_between]) in is_inside.iter_mut().zip(before).rev() {
        *is_inside = place == Place::Inside;
        place = match place {
            Place::Before => Place::Before,
            Place::Inside => to_inside,
            Place::Between => to_between,
        };
    }
    is_inside
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Above all stretches.
    Before,
    /// In a stretch.
    Inside,
    /// Below a stretch.
    Between,
}

/// The greatest sums of the lines so far, where the last is in a stretch and where it is below one.
struct Sums {
    inside: f32,
    between: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(worths: &[f32]) -> String {
        let is_inside = stretches(worths.iter().copied());
        is_inside
            .iter()
            .map(|&is| if is { 'x' } else { '.' })
            .collect()
    }

    #[test]
    fn stretches_are_where_the_text_is() {
        assert_eq!(found(&[-80.0, 200.0, 300.0, -80.0]), ".xx.");
        // A heading, and a list of links.
        assert_eq!(found(&[300.0, -80.0, 300.0]), "xxx");
        let mut links = vec![-80.0; 6];
        links.insert(0, 350.0);
        links.extend([300.0, 300.0]);
        assert_eq!(found(&links), "x......xx");
        // A sentence far below is not worth a stretch of its own.
        links.truncate(7);
        links.push(120.0);
        assert_eq!(found(&links), "x.......");
        assert_eq!(found(&[]), "");
    }

    /// The sum of a choice of stretches.
    fn sum(worths: &[f32], is_inside: &[bool]) -> f32 {
        let begins = |i: usize| is_inside[i] && (i == 0 || !is_inside[i - 1]);
        let stretches = (0..worths.len()).filter(|&i| begins(i)).count();
        let inside = worths.iter().zip(is_inside).filter(|(_, is)| **is);
        inside.map(|(worth, _)| worth).sum::<f32>() - ANOTHER * stretches.saturating_sub(1) as f32
    }

    #[test]
    fn no_other_choice_is_better() {
        let mut random = 1u32;
        for _ in 0..300 {
            let mut next = || {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (random >> 16) as f32 / 65_536.0
            };
            let worths: Vec<f32> = (0..9).map(|_| 900.0 * next() - 450.0).collect();
            let choices = (1..1u32 << worths.len())
                .map(|choice| (0..worths.len()).map(|i| choice >> i & 1 == 1).collect());
            let best = choices
                .map(|choice: Vec<bool>| sum(&worths, &choice))
                .fold(f32::MIN, f32::max);
            let found = sum(&worths, &stretches(worths.iter().copied()));
            assert!((found - best).abs() < 0.01, "{worths:?}: {found} {best}");
        }
    }
}
