//! What was made of a place where a sentence might end, and by which rule.

use std::fmt;

/// A place where a sentence might end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Where the next sentence would begin: a byte offset in the paragraph.
    pub at: usize,
    /// The rule that decided.
    pub rule: Rule,
}

impl Judgement {
    /// Whether a sentence ends here.
    pub fn is_end(&self) -> bool {
        self.rule.is_end()
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $rule:ident $is_end:literal $name:literal,)*) => {
        /// The rules of splitting. The name of each is what `naranhi split --explain` prints.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])* $rule,)*
        }

        impl Rule {
            /// Whether this rule ends a sentence, or keeps one from ending.
            pub fn is_end(self) -> bool {
                match self {
                    $(Rule::$rule => $is_end,)*
                }
            }
        }

        impl fmt::Display for Rule {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Rule::$rule => $name,)*
                })
            }
        }
    };
}

rules! {
    /// A final mark that no other rule speaks against.
    FinalMark true "final mark",
    /// A full stop after an abbreviation, before a word that begins a sentence.
    Starter true "abbreviation before a word that starts a sentence",
    /// A full stop after the name of a company, before a noun that begins a sentence: Corp. Traffic was halted.
    Noun true "company before a noun that begins a sentence",
    /// A time of day that ends a sentence: at 3 a.m. Firefighters came.
    TimeEnds true "time of day at the end of a sentence",
    /// The next item of a list: 1. Milk 2. Bread
    ListItem true "next item of a list",
    /// The space after a final mark was forgotten: 밝혔다.다음
    ForgottenSpace true "forgotten space",
    /// The full stop of the sentence, before an ellipsis that begins the next.
    BeforeEllipsis true "full stop before an ellipsis",
    /// Only in informal Korean: an ending without a mark.
    InformalEnding true "ending without a mark",

    /// No white space follows: 3.5, example.com, 뭐?라고
    NoSpace false "no space follows",
    /// The sentence goes on with a small letter or a comma.
    GoesOn false "what follows goes on",
    /// A verb of saying follows a closing quote: “Why?” Kim asked.
    Saying false "verb of saying after a quotation",
    /// Inside a quotation that a sentence carries.
    InQuotation false "inside a quotation",
    /// Inside a bracket that stands in a sentence.
    InBracket false "inside a bracket",
    /// An omission in brackets: [...]
    Omission false "omission",
    /// An ellipsis within a sentence.
    Ellipsis false "ellipsis",
    /// An abbreviation before a name: Mr. Park
    BeforeName false "abbreviation before a name",
    /// An abbreviation before a number: Sept. 3, No. 5
    BeforeNumber false "abbreviation before a number",
    /// An abbreviation that no word follows that begins a sentence.
    Abbreviation false "abbreviation",
    /// Initials: J. H. Park, the U.S. Senate
    Initials false "initials",
    /// A time of day within a sentence: 5 a.m. Eastern
    Time false "time of day",
    /// A name that ends in a final mark: Yahoo! Japan
    NameWithMark false "name with a mark",
    /// The number of an item: 1. Preheat the oven.
    ListNumber false "number of an item",
    /// A date of numbers: 2025. 9. 4.
    Date false "date",
    /// 고, 라고, 며 and the like carry the quotation on.
    Carried false "quotation carried on",
}
