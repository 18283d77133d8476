//! What does not belong into a memory: each rule by its name.

use std::collections::HashSet;
use std::iter;

use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use crate::anchor::{Published, difference};
use crate::article::Language;
use crate::languages::Languages;
use crate::reader::{ScriptCount, has_html, mojibake};
use crate::review::Decision;
use crate::tmx::{Unit, Variant, props};

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// A side lacks, or has no letter or digit.
    Empty,
    /// Both sides are the same.
    Identical,
    /// A side is in another language than it says: no Hangul in the Korean, or mostly Hangul in the English.
    Language,
    /// Characters of an encoding that was read as another.
    Mojibake,
    /// Markup was left in a text.
    Markup,
    /// One side is far longer than the other allows.
    Length,
    /// Each side has a number above ten, in digits, that the other lacks. One that an editor left out, or a sum in another
    /// currency that was put in, stands on one side alone, and says nothing against the pair.
    Numbers,
    /// It is less sure than was asked for, as its property `x-confidence` says.
    Doubtful,
    /// The pair was there before, but for case, spaces and punctuation.
    Duplicate,
}

impl Rule {
    /// All rules, in the order in which they are tried.
    pub const ALL: [Rule; 9] = [
        Rule::Empty,
        Rule::Identical,
        Rule::Language,
        Rule::Mojibake,
        Rule::Markup,
        Rule::Length,
        Rule::Numbers,
        Rule::Doubtful,
        Rule::Duplicate,
    ];

    /// The rule's name.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Empty => "empty",
            Rule::Identical => "identical",
            Rule::Language => "language",
            Rule::Mojibake => "mojibake",
            Rule::Markup => "markup",
            Rule::Length => "length",
            Rule::Numbers => "numbers",
            Rule::Doubtful => "doubtful",
            Rule::Duplicate => "duplicate",
        }
    }
}

/// English letters that a Hangul syllable stands for, on the whole.
const LETTERS_PER_SYLLABLE: f64 = 2.4;
/// Lengths, in English letters, may differ by this factor, and by this many letters more.
const LONGEST: f64 = 3.0;
const SLACK: f64 = 25.0;
/// Korean with more letters than this, and no Hangul among them, is no Korean; names and formulas are shorter.
const LONGEST_WITHOUT_HANGUL: usize = 20;

/// What becomes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It breaks no rule.
    Clean,
    /// It breaks a rule, but a reviewer accepted or edited it, and knew better: it stays.
    Reviewed,
    /// It goes, for the first rule that it breaks.
    Breaks(Rule),
}

/// Tries the rules on units.
pub struct Cleaner {
    rules: Vec<Rule>,
    languages: Languages,
    /// The least confidence, 0 to 1.
    least: f64,
    seen: HashSet<u64>,
    /// The hashes of the texts of units that were reviewed, as they are.
    reviewed: HashSet<u64>,
}

debug_by_name!(Cleaner);

impl Cleaner {
    /// A cleaner with these rules, and the least confidence, 0 to 1, that is not doubtful. It looks at the texts in the
    /// tags of `languages`.
    pub fn new(rules: &[Rule], least: f64, languages: Languages) -> Cleaner {
        let in_order = Rule::ALL.into_iter().filter(|rule| rules.contains(rule));
        Cleaner {
            rules: in_order.collect(),
            languages,
            least,
            seen: HashSet::new(),
            reviewed: HashSet::new(),
        }
    }

    /// Whether a unit stays. One that was reviewed goes only where another one was that says the same, letter by letter.
    #[must_use]
    pub fn verdict(&mut self, unit: &Unit) -> Verdict {
        let text = |language| {
            unit.variant_of(self.languages.tag(language))
                .map(Variant::text)
                .unwrap_or_default()
        };
        let (korean, english) = (text(Language::Korean), text(Language::English));
        let confidence = unit.prop(props::CONFIDENCE).and_then(|it| it.parse().ok());
        let broken = self.broken(&korean, &english, confidence);
        let decision = Decision::of_unit(unit);
        if !matches!(decision, Some(Decision::Accept | Decision::Edit)) {
            return broken.map_or(Verdict::Clean, Verdict::Breaks);
        }
        let texts = xxh3_64(format!("{korean}\n{english}").as_bytes());
        let is_again = !self.reviewed.insert(texts);
        match broken {
            _ if is_again && self.rules.contains(&Rule::Duplicate) => {
                Verdict::Breaks(Rule::Duplicate)
            }
            Some(_) => Verdict::Reviewed,
            None => Verdict::Clean,
        }
    }

    /// The first rule that a pair of texts breaks, of this confidence if it has one.
    fn broken(&mut self, korean: &str, english: &str, confidence: Option<f64>) -> Option<Rule> {
        let (seen, least) = (&mut self.seen, self.least);
        let mut rules = self.rules.iter();
        rules
            .find(|rule| match rule {
                Rule::Duplicate => !seen.insert(bare(korean, english)),
                Rule::Doubtful => confidence.is_some_and(|confidence| confidence < least),
                rule => breaks(**rule, korean, english),
            })
            .copied()
    }
}

fn breaks(rule: Rule, korean: &str, english: &str) -> bool {
    let sides = [korean, english];
    match rule {
        Rule::Empty => sides
            .iter()
            .any(|side| !side.chars().any(char::is_alphanumeric)),
        Rule::Identical => {
            korean.trim() == english.trim() && korean.chars().any(char::is_alphabetic)
        }
        Rule::Language => {
            let (korean, english) = (ScriptCount::of(korean), ScriptCount::of(english));
            (korean.hangul == 0 && korean.letters > LONGEST_WITHOUT_HANGUL)
                || english.hangul * 2 > english.letters
        }
        Rule::Mojibake => sides
            .iter()
            .any(|side| mojibake(side).is_some() || side.contains('\u{fffd}')),
        Rule::Markup => sides.iter().any(|side| has_html(side)),
        Rule::Length => {
            let korean = ScriptCount::of(korean);
            let others = (korean.letters - korean.hangul) as f64;
            let expected = korean.hangul as f64 * LETTERS_PER_SYLLABLE + others;
            let found = ScriptCount::of(english).letters as f64;
            found > expected * LONGEST + SLACK || expected > found * LONGEST + SLACK
        }
        Rule::Numbers => {
            let [korean, english] = sides.map(without_brackets);
            difference(&korean, &english, Published::default()).is_certain
        }
        Rule::Doubtful | Rule::Duplicate => false,
    }
}

/// A text without what stands in brackets: desks put ages, terms of office and sums in other currencies there.
fn without_brackets(text: &str) -> String {
    let mut pieces = text.split('(');
    let first = pieces.next().unwrap_or_default();
    let behind = pieces.map(|piece| piece.split_once(')').map_or(piece, |(_, behind)| behind));
    iter::once(first).chain(behind).collect()
}

/// A hash of the letters and digits of both sides, and of what makes other numbers of digits: 3.5 is not 35, and -5 not 5.
fn bare(korean: &str, english: &str) -> u64 {
    let mut bare = String::new();
    for side in [korean, english] {
        let side: Vec<char> = side.nfkc().collect();
        let is_digit = |at: usize| side.get(at).is_some_and(char::is_ascii_digit);
        for (at, &c) in side.iter().enumerate() {
            let is_behind_digit = at > 0 && is_digit(at - 1);
            let is_inside = c != ',' && is_behind_digit && is_digit(at + 1);
            let is_alone = at == 0 || side[at - 1].is_whitespace();
            let is_minus = matches!(c, '-' | '−') && is_alone && is_digit(at + 1);
            if c.is_alphanumeric() {
                bare.extend(c.to_lowercase());
            } else if is_inside || is_minus {
                bare.push(c);
            }
        }
        bare.push('\n');
    }
    xxh3_64(bare.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_on_what_it_is_for_and_no_other() {
        let mut cleaner = Cleaner::new(&Rule::ALL, 0.0, Languages::default());
        let mut broken = |korean: &str, english: &str| {
            let unit = Unit::new("u", ("ko", korean), ("en", english));
            match cleaner.verdict(&unit) {
                Verdict::Breaks(rule) => Some(rule),
                Verdict::Clean | Verdict::Reviewed => None,
            }
        };
        for (korean, english, rule) in [
            ("비가 왔다.", "It rained.", None),
            ("비가 왔다!", "it rained", Some(Rule::Duplicate)),
            ("비가 왔다.", "", Some(Rule::Empty)),
            ("…", "It rained.", Some(Rule::Empty)),
            ("Galaxy S25", "Galaxy S25", Some(Rule::Identical)),
            ("2025", "2025", None),
            ("Windows", "Windows 11", None),
            ("Windows 98", "Windows 11", Some(Rule::Numbers)),
            (
                "장 씨(31)가 530억 원을 냈다.",
                "Jang paid 53 billion won ($38 million).",
                None,
            ),
            ("Windows", "Windows OS", None),
            (
                "It rained here all night long.",
                "It rained all night.",
                Some(Rule::Language),
            ),
            ("비가 왔다.", "비가 많이 왔다.", Some(Rule::Language)),
            ("1조2000억 원이 들었다.", "It cost 1.2 trillion won.", None),
            (
                "예산은 530억 원이다.",
                "The budget is 540 billion won.",
                Some(Rule::Numbers),
            ),
            (
                "비가 왔다고 했다.",
                "It rained, he <b>said</b>.",
                Some(Rule::Markup),
            ),
            ("비가 왔다&nbsp;.", "It rained again.", Some(Rule::Markup)),
            ("3 < 5이고 A&B다.", "3 < 5, and A&B it is.", None),
            ("비가 </i>왔다.", "It has rained.", Some(Rule::Markup)),
            (
                "영화 <기생충>을 봤다.",
                "He saw <Parasite> and <A Taxi Driver>.",
                None,
            ),
            ("3.5% 올랐다.", "It rose 3.5%.", None),
            ("35% 올랐다.", "It rose 35%.", None),
            ("35 % 올랐다", "It rose 35 %", Some(Rule::Duplicate)),
            ("영하 5도다.", "It is -5 degrees.", None),
            ("5도다.", "It is 5 degrees.", None),
            ("1,000명이 왔다.", "1,000 came.", None),
            ("1000명이 왔다.", "1000 came.", Some(Rule::Duplicate)),
            (
                "그렇다고 했다.",
                "He said itâ€™s right.",
                Some(Rule::Mojibake),
            ),
            (
                "카페 주인들이 왔다.",
                "CafÃ© owners came.",
                Some(Rule::Mojibake),
            ),
            (
                "ÇÑ±¹ÀºÇàÀÌ ¿Ã·È´Ù.",
                "The Bank of Korea raised it.",
                Some(Rule::Mojibake),
            ),
            (
                "카페 주인이 왔다.",
                "A naïve café owner’s “Café” — €5.",
                None,
            ),
            (
                "그렇다.",
                &"so it is and was ".repeat(9),
                Some(Rule::Length),
            ),
            (
                "“비가 왔다.”",
                "It rained\u{fffd} all night.",
                Some(Rule::Mojibake),
            ),
        ] {
            assert_eq!(broken(korean, english), rule, "{korean} = {english}");
        }
    }

    #[test]
    fn what_was_reviewed_stays_once() {
        let mut cleaner = Cleaner::new(&Rule::ALL, 0.0, Languages::default());
        let mut verdict = |korean: &str, english: &str, decision: &str| {
            let mut unit = Unit::new("u", ("ko", korean), ("en", english));
            unit.set_prop(props::DECISION, decision);
            cleaner.verdict(&unit)
        };
        let (korean, english) = ("예산은 530억 원이다.", "The budget is 540 billion won.");
        let numbers = Verdict::Breaks(Rule::Numbers);
        let duplicate = Verdict::Breaks(Rule::Duplicate);
        for (decision, expected) in [
            ("", numbers),
            ("reject", numbers),
            ("unsure", numbers),
            ("accept", Verdict::Reviewed),
            ("edit", duplicate),
        ] {
            assert_eq!(verdict(korean, english, decision), expected, "{decision}");
        }
        for (english, decision, expected) in [
            ("It rained.", "", Verdict::Clean),
            ("It rained!", "edit", Verdict::Reviewed),
            ("It rained!", "accept", duplicate),
            ("It rained!", "", duplicate),
        ] {
            assert_eq!(
                verdict("비가 왔다.", english, decision),
                expected,
                "{english}"
            );
        }
    }

    #[test]
    fn what_is_less_sure_than_asked_for_goes() {
        let verdict = |least: f64, confidence: &str, decision: &str| {
            let mut unit = Unit::new("u", ("ko", "비가 왔다."), ("en", "It rained."));
            unit.set_prop(props::CONFIDENCE, confidence);
            unit.set_prop(props::DECISION, decision);
            Cleaner::new(&Rule::ALL, least, Languages::default()).verdict(&unit)
        };
        let doubtful = Verdict::Breaks(Rule::Doubtful);
        for (least, confidence, decision, expected) in [
            (0.95, "0.949", "", doubtful),
            (0.95, "0.950", "", Verdict::Clean),
            (0.0, "0.001", "", Verdict::Clean),
            (0.95, "0.100", "accept", Verdict::Reviewed),
            (0.95, "high", "", Verdict::Clean),
            (0.95, "", "", Verdict::Clean),
        ] {
            let found = verdict(least, confidence, decision);
            assert_eq!(found, expected, "{least} {confidence} {decision}");
        }
    }
}
