//! What may follow a name in its eojeol: a title or kind, and particles.

use foldhash::HashSet;

use crate::data;

/// The lists of `data/particles.txt` and `data/name-suffixes.txt`.
pub(crate) struct Tails {
    particles: HashSet<&'static str>,
    titles: HashSet<&'static str>,
    kinds: HashSet<&'static str>,
}

/// Particles that may follow each other: 에서 + 까지 + 도.
const MOST_PARTICLES: usize = 3;

impl Default for Tails {
    fn default() -> Self {
        let suffixes = |wanted: &'static str| {
            data::entries(data::NAME_SUFFIXES)
                .filter_map(move |line| line.split_once('\t'))
                .filter(move |(kind, _)| *kind == wanted)
                .map(|(_, word)| word)
                .collect()
        };
        Tails {
            particles: data::entries(data::PARTICLES).collect(),
            titles: suffixes("title"),
            kinds: suffixes("kind"),
        }
    }
}

impl Tails {
    /// Whether `tail` is nothing, a particle, or a few of them.
    pub(crate) fn is_particle(&self, tail: &str) -> bool {
        self.are_particles(tail, MOST_PARTICLES)
    }

    fn are_particles(&self, tail: &str, most: usize) -> bool {
        if tail.is_empty() {
            return true;
        }
        most > 0
            && beginnings(tail).any(|(particle, rest)| {
                self.particles.contains(particle) && self.are_particles(rest, most - 1)
            })
    }

    /// Whether `word` is a title with particles after it: 대통령은.
    pub(super) fn is_title(&self, word: &str) -> bool {
        beginnings(word).any(|(title, rest)| self.titles.contains(title) && self.is_particle(rest))
    }

    /// Whether `tail` may follow a name: nothing, particles, or a title or kind with particles.
    pub(super) fn follows_name(&self, tail: &str) -> bool {
        self.is_particle(tail)
            || self.is_title(tail)
            || beginnings(tail)
                .any(|(kind, rest)| self.kinds.contains(kind) && self.is_particle(rest))
    }
}

/// Longest particle, title or kind, in characters.
const LONGEST_CHARS: usize = 8;

/// The ways to cut a word in two after its first, second ... character, as far as an entry of the lists may reach.
fn beginnings(word: &str) -> impl Iterator<Item = (&str, &str)> {
    word.char_indices()
        .take(LONGEST_CHARS)
        .map(|(at, c)| word.split_at(at + c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_of_names() {
        let tails = Tails::default();
        for tail in [
            "",
            "은",
            "에서는",
            "으로부터도",
            "대통령은",
            "시에서",
            "씨",
            "주의",
        ] {
            assert!(tails.follows_name(tail), "{tail}");
        }
        for tail in ["핑은", "대한민국", "꿈"] {
            assert!(!tails.follows_name(tail), "{tail}");
        }
        assert!(tails.is_title("주석이") && !tails.is_title("주의"));
    }
}
