//! Names that are each of one thing alone.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use xxhash_rust::xxh3::xxh3_64;

/// The names that were taken so far, as hashes: a corpus has millions.
#[derive(Default)]
pub struct Distinct {
    /// By the hash of a name: the number that the next one of it gets.
    next: HashMap<u64, u32>,
}

debug_by_name!(Distinct);

impl Distinct {
    /// Takes a name. What has to stand behind it so that no other is the same: nothing, or `~2`, `~3` and so on.
    ///
    /// ```
    /// let mut names = naranhi::Distinct::default();
    /// let endings = ["a~2", "a", "a", "a"].map(|name| names.take(name));
    /// assert_eq!(endings, ["", "", "~3", "~4"]);
    /// ```
    pub fn take(&mut self, name: &str) -> String {
        let Some(mut number) = self.put(name) else {
            return String::new();
        };
        loop {
            let ending = format!("~{number}");
            number += 1;
            if self.put(&format!("{name}{ending}")).is_none() {
                self.next.insert(hash(name), number);
                return ending;
            }
        }
    }

    /// Puts a name in, where it is not there yet; else the number that the next one of it gets.
    fn put(&mut self, name: &str) -> Option<u32> {
        match self.next.entry(hash(name)) {
            Entry::Occupied(next) => Some(*next.get()),
            Entry::Vacant(next) => {
                next.insert(2);
                None
            }
        }
    }
}

fn hash(name: &str) -> u64 {
    xxh3_64(name.as_bytes())
}
