//! Lines that hold nothing but the entries of a menu.

use std::collections::HashSet;

use regex_lite::Regex;

/// What stands between the entries of a menu, with spaces or without.
const SEPARATORS: [char; 10] = ['>', '›', '»', '|', '·', '•', '/', '&', ',', ' '];
/// Fewest entries with nothing but spaces between them: two may be a headline.
const FEWEST_BY_SPACES: usize = 3;

/// The entries that a menu may have.
pub(super) struct Entries(HashSet<&'static str>);

/// A place where an entry may end.
struct Gap {
    start: usize,
    end: usize,
    is_space: bool,
}

impl Entries {
    /// Entries in lower case, with | between them.
    pub(super) fn new(written: &'static str) -> Entries {
        Entries(written.split('|').collect())
    }

    /// Whether a line in lower case is entries with separators between them; with `by_spaces`, also three or more with
    /// spaces.
    pub(super) fn make_up(&self, line: &str, by_spaces: bool) -> bool {
        let gaps = gaps(line);
        // Entries may hold separators themselves: every way to take the line apart is followed.
        let mut open = vec![(0, 0, false)];
        let mut seen = HashSet::new();
        while let Some((start, before, has_space)) = open.pop() {
            let count = FEWEST_BY_SPACES.min(before + 1);
            for gap in gaps.iter().filter(|gap| gap.start > start) {
                if !self.0.contains(&line[start..gap.start]) {
                    continue;
                }
                if gap.end == line.len() {
                    let is_menu = !has_space || by_spaces && count == FEWEST_BY_SPACES;
                    if is_menu && gap.start == gap.end {
                        return true;
                    }
                    continue;
                }
                let state = (gap.end, count, has_space || gap.is_space);
                if seen.insert(state) {
                    open.push(state);
                }
            }
        }
        false
    }

    /// Whether a line in lower case begins with an entry, and short entries below it follow. `Culture | Festival opens`
    /// may be a headline, so that only after `>` an entry may have two words.
    pub(super) fn lead(&self, line: &str, below: &Regex) -> bool {
        let end = line.find(['|', '/', '>', '›', '»']);
        end.is_some_and(|end| {
            self.0.contains(line[..end].trim_end()) && below.is_match(&line[end..])
        })
    }
}

/// The gaps of a line, its end among them.
fn gaps(line: &str) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for (start, c) in line.char_indices().filter(|(_, c)| SEPARATORS.contains(c)) {
        let end = start + c.len_utf8();
        match gaps.last_mut() {
            Some(gap) if gap.end == start => {
                gap.end = end;
                gap.is_space &= c == ' ';
            }
            _ => gaps.push(Gap {
                start,
                end,
                is_space: c == ' ',
            }),
        }
    }
    gaps.push(Gap {
        start: line.len(),
        end: line.len(),
        is_space: false,
    });
    gaps
}

/// The entries below the first of a path.
pub(super) fn below() -> Option<Regex> {
    const WORD: &str = "[^ .!?>›»|/]{1,14}";
    let entry = format!("[|/] *{WORD}|[>›»] *{WORD}(?: {WORD})?");
    Regex::new(&format!("^(?: *(?:{entry})){{1,4}}$")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_are_entries_and_what_separates_them() {
        let entries = Entries::new("home|politics|food & drink|it|it·과학|정치");
        for (line, by_spaces, expected) in [
            ("home", false, true),
            ("home > politics", false, true),
            ("home · food & drink", false, true),
            ("정치|it·과학", false, true),
            ("home politics it", false, false),
            ("home politics it", true, true),
            ("home politics", true, false),
            ("home > rain", true, false),
            ("home >", false, false),
            ("> home", false, false),
            ("", true, false),
        ] {
            assert_eq!(entries.make_up(line, by_spaces), expected, "{line}");
        }
    }

    #[test]
    fn paths_begin_with_an_entry() {
        let (entries, below) = (Entries::new("news|culture"), below().unwrap());
        for (line, expected) in [
            ("news > real estate", true),
            ("culture | art", true),
            ("culture | festival opens", false),
            ("weather > rain", false),
            ("news", false),
        ] {
            assert_eq!(entries.lead(line, &below), expected, "{line}");
        }
    }
}
