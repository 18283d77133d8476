//! Tab-separated texts: two columns and whatever follows, as statistical translation systems read them, or the five of an
//! alignment as `naranhi align -o FILE.tsv` writes them.

use crate::article::Language;
use crate::review::{Key, RowId};
use crate::script::recognize;
use crate::tmx::{Unit, props};

/// A line with two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// Of an alignment: the name of the unit, the confidence and the type of the bead.
    bead: Option<[&'a str; 3]>,
    /// The texts, in the order of the columns; of an alignment, one may be empty.
    pub texts: [&'a str; 2],
}

impl<'a> Line<'a> {
    /// Reads a line; `None` where it has no tab.
    pub fn parse(line: &'a str) -> Option<Line<'a>> {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [name, confidence, shape, source, target] = columns[..]
            && is_of_alignment(name, confidence, shape)
        {
            return Some(Line {
                bead: Some([name, confidence, shape]),
                texts: [source, target],
            });
        }
        // Further columns are scores and the like.
        let [first, second, ..] = columns[..] else {
            return None;
        };
        Some(Line {
            bead: None,
            texts: [first, second],
        })
    }

    /// Whether it is a bead with one side.
    pub(super) fn is_alone(&self) -> bool {
        self.bead.is_some() && self.texts.iter().any(|text| text.is_empty())
    }

    /// The languages of the columns, where the scripts tell them.
    pub fn languages(&self) -> Option<[Language; 2]> {
        let [first, second] = self.texts.map(|text| recognize(text, "").ok());
        let (first, second) = (first?, second?);
        (first != second).then_some([first, second])
    }

    /// The unit of the line, which is named by its number where it has no name.
    pub(super) fn unit(&self, number: usize, (source_tag, target_tag): (&str, &str)) -> Unit {
        let id = RowId::of_nameless(number);
        let name = self.bead.map_or(id.as_str(), |[name, ..]| name);
        let [source, target] = self.texts;
        let mut unit = Unit::new(name, (source_tag, source), (target_tag, target));
        if let Some([name, confidence, shape]) = self.bead {
            unit.set_prop(props::DOCUMENT, &Key::of_name(name).document);
            unit.set_prop(props::BEAD, shape);
            unit.set_prop(props::CONFIDENCE, confidence);
        }
        unit
    }
}

fn is_of_alignment(name: &str, confidence: &str, shape: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let shape = shape
        .split(' ')
        .next()
        .and_then(|shape| shape.split_once('-'));
    Key::of_name(name).id.number().is_some()
        && confidence.parse::<f32>().is_ok()
        && shape.is_some_and(|(source, target)| is_number(source) && is_number(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alignment_is_told_from_other_tables() {
        let line =
            Line::parse("a/ko.txt s-0012\t0.998\t2-1 moved\t눈이 왔다.\tIt snowed.").unwrap();
        assert_eq!(line.texts, ["눈이 왔다.", "It snowed."]);
        let unit = line.unit(1, ("ko", "en"));
        assert_eq!(unit.id(), Some("a/ko.txt s-0012"));
        assert_eq!(unit.prop(props::DOCUMENT).unwrap(), "a/ko.txt");
        assert_eq!(unit.prop(props::BEAD).unwrap(), "2-1 moved");
        let line = Line::parse("s-0001\t0.5\t1-0\t눈이 왔다.\t").unwrap();
        assert!(line.is_alone());
        let line = Line::parse("It snowed.\t눈이 왔다.\t0.7\tnews\t3").unwrap();
        assert_eq!(line.texts, ["It snowed.", "눈이 왔다."]);
        assert_eq!(
            line.languages(),
            Some([Language::English, Language::Korean])
        );
        assert_eq!(Line::parse("3.5\t3.5").unwrap().languages(), None);
        assert_eq!(Line::parse("눈이 왔다."), None);
    }
}
