//! Whether two texts are editions of one article at all, and how sure a pair may be where they are not.

use std::collections::HashSet;

use super::alignment::{Alignment, Side};
use super::bead::Bead;
use crate::anchor::Kind;
use crate::article::Role;

/// Texts of fewer segments than this, without the headline, may have little in common and be one article.
const FEWEST_SEGMENTS: usize = 4;
/// Of two editions of one article, more than this share is paired: in tests .5 at least where a third had been left out,
/// .7 else. Of articles that have nothing to do with each other .2 at most.
const LEAST_PAIRED: f64 = 0.35;
/// So many pairs must tell numbers in both languages before these say anything of the two texts.
const FEWEST_TOLD: usize = 2;
/// Of the pairs that tell numbers in both languages, more than this share tell one that is the same: in tests .67 at least in
/// editions, .4 at most in news made from one template on different days.
const LEAST_AGREEING: f64 = 0.5;

/// Why two texts do not look like editions of one article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubt {
    /// This share of the shorter one is paired, 0 to 1.
    LittlePaired(f64),
    /// They say the same of other numbers, as the weather of two days does.
    OtherNumbers {
        /// Pairs that tell numbers in both languages.
        pairs: usize,
        /// Those that tell one that is the same.
        agreeing: usize,
    },
}

impl Doubt {
    /// In two words, as JSON lines have it: `little paired` or `other numbers`.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::LittlePaired(_) => "little paired",
            Doubt::OtherNumbers { .. } => "other numbers",
        }
    }

    /// The most that the confidence of a pair may be: the share that is paired, or the share of pairs with numbers of which
    /// one more would agree, by the rule of succession.
    fn most(self) -> f64 {
        match self {
            Doubt::LittlePaired(paired) => paired,
            Doubt::OtherNumbers { pairs, agreeing } => (agreeing + 1) as f64 / (pairs + 2) as f64,
        }
    }
}

impl Alignment {
    /// Why the two texts do not look like editions of one article, if they do not. Of few segments it is enough that
    /// something is paired, and that the numbers of those that are agree.
    pub fn doubt(&self) -> Option<Doubt> {
        let is_too_short = self.shorter() < FEWEST_SEGMENTS;
        let is_paired = is_too_short && self.beads.iter().any(Bead::is_linked);
        if !is_paired && self.paired() < LEAST_PAIRED {
            return Some(Doubt::LittlePaired(self.paired()));
        }
        let (pairs, agreeing) = self.numbers_told();
        let are_others = pairs >= FEWEST_TOLD && (agreeing as f64) < LEAST_AGREEING * pairs as f64;
        are_others.then_some(Doubt::OtherNumbers { pairs, agreeing })
    }

    /// The share of the shorter text, 0 to 1, that has a bead with both sides, each counted with its confidence,
    /// as it is before any doubt lowers it; headlines, which are paired where they stand, are not.
    pub fn paired(&self) -> f64 {
        self.paired
    }

    /// Notes how much is paired. Of two articles that are not one, no pair is surer than that, or than their numbers allow.
    pub(super) fn doubt_strangers(&mut self) {
        self.paired = self.share_paired();
        let Some(most) = self.doubt().map(Doubt::most) else {
            return;
        };
        for bead in self.beads.iter_mut().filter(|bead| bead.is_linked()) {
            bead.confidence = bead.confidence.min(most);
        }
    }

    /// Segments of the shorter text, without the headline.
    pub(super) fn shorter(&self) -> usize {
        let body = |side: &Side| {
            let segments = side.segments.iter();
            segments.filter(|it| it.role == Role::Body).count()
        };
        body(&self.source).min(body(&self.target))
    }

    fn share_paired(&self) -> f64 {
        let beads = self.beads.iter();
        let linked = beads.filter(|bead| bead.is_linked() && !self.is_of_headlines(bead));
        // Not a sum, which is -0 of nothing.
        let paired = linked.fold(0.0, |paired, bead| {
            paired + bead.confidence * bead.source.len().min(bead.target.len()) as f64
        });
        match self.shorter() {
            0 => 0.0,
            // A line that is a headline in one text alone is in a bead, but not among the segments.
            shorter => (paired / shorter as f64).min(1.0),
        }
    }

    fn is_of_headlines(&self, bead: &Bead) -> bool {
        let source = self.source.segments.get(bead.source.start);
        bead.is_linked() && source.is_some_and(|segment| segment.role == Role::Headline)
    }

    /// How many pairs tell numbers in both languages, and how many of them one that is the same.
    fn numbers_told(&self) -> (usize, usize) {
        let numbers = |segments: &[Vec<u32>]| -> HashSet<u32> {
            let is_number = |&concept: &u32| self.concepts[concept as usize].kind == Kind::Number;
            let concepts = segments.iter().flatten().copied();
            concepts.filter(is_number).collect()
        };
        let (mut pairs, mut agreeing) = (0, 0);
        for bead in self.beads.iter().filter(|bead| bead.is_linked()) {
            let source = numbers(&self.source_concepts[bead.source.clone()]);
            let target = numbers(&self.target_concepts[bead.target.clone()]);
            if !source.is_empty() && !target.is_empty() {
                pairs += 1;
                agreeing += usize::from(!source.is_disjoint(&target));
            }
        }
        (pairs, agreeing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Aligner;

    /// Korean news of a day's shares.
    const KOREAN: &str = "코스피, 외국인 매수에 상승 마감\n\
        3월 14일 코스피는 전 거래일보다 55.27포인트(1.91%) 오른 2890.52에 거래를 마쳤다.\n\
        외국인 투자자는 유가증권시장에서 3064억 원어치를 순매수했다.\n\
        코스닥지수는 885.64에 장을 마감했다.\n\
        원-달러 환율은 1400.8원에 마감했다.\n\
        한국은행 관계자는 시장을 지켜보고 있다고 말했다.";

    /// Its English edition, if the numbers are 55.27, 1.91, 2,890.52, 306.4 and 8.
    fn english(points: &str, percent: &str, close: &str, billions: &str, others: &str) -> String {
        format!(
            "Seoul shares close higher on foreign buying\n\
             The KOSPI rose {points} points, or {percent} percent, to close at {close}.\n\
             Foreign investors bought a net {billions} billion won of shares on the main bourse.\n\
             The Kosdaq closed at 8{others}5.64.\n\
             The won closed at 1,400.{others} won to the dollar.\n\
             A Bank of Korea official said it was watching the market."
        )
    }

    fn aligned(english: &str) -> (Option<Doubt>, f64) {
        let alignment = Aligner::new().align(KOREAN, english).unwrap();
        let pairs = alignment.beads.iter().filter(|bead| bead.is_linked());
        let confidences = pairs.map(|bead| bead.confidence);
        (alignment.doubt(), confidences.fold(0.0, f64::max))
    }

    #[test]
    fn news_of_another_day_is_doubted() {
        let (doubt, most) = aligned(&english("55.27", "1.91", "2,890.52", "306.4", "8"));
        assert_eq!(doubt, None);
        assert!(most > 0.99, "{most}");

        let (doubt, most) = aligned(&english("12.84", "0.47", "2,711.06", "518.9", "3"));
        let Some(Doubt::OtherNumbers { pairs, agreeing }) = doubt else {
            panic!("{doubt:?}");
        };
        assert!(pairs >= 3 && agreeing == 0, "{doubt:?}");
        assert_eq!(most, 1.0 / (pairs + 2) as f64);
    }

    #[test]
    fn a_desk_may_correct_a_few_numbers() {
        let (doubt, most) = aligned(&english("55.27", "1.91", "2,890.52", "306.4", "9"));
        assert_eq!(doubt, None);
        assert!(most > 0.99, "{most}");
    }
}
