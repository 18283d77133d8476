//! The user's own term pairs.

use std::io::Read;
use std::path::Path;

use crate::article::Language;
use crate::error::{Error, Result};
use crate::script::recognize;

/// What may divide the columns.
const DELIMITERS: [u8; 3] = *b",;\t";

/// Term pairs from a CSV file of two columns, Korean and English in either order, divided by commas, semicolons or tabs.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    pairs: Vec<(String, String)>,
}

impl Glossary {
    /// Reads a glossary. A first row whose cells are in one script, such as `korean,english`, is taken for a header.
    ///
    /// # Errors
    /// [`Error::Data`] for a row that has not two columns, or in which Korean and English cannot be told apart.
    ///
    /// ```
    /// let glossary = naranhi::anchor::Glossary::read("korean,english\n현무암,basalt\n".as_bytes(), "terms.csv")?;
    /// assert_eq!(glossary.pairs().count(), 1);
    /// # Ok::<(), naranhi::Error>(())
    /// ```
    pub fn read(mut csv: impl Read, name: &str) -> Result<Glossary> {
        let mut bytes = Vec::new();
        csv.read_to_end(&mut bytes)
            .map_err(Error::io(Path::new(name)))?;
        // The one that finds most terms; of equals, the last is taken.
        let delimiters = DELIMITERS.into_iter().rev();
        let delimiter = delimiters.max_by_key(|&delimiter| terms(&bytes, delimiter));
        let mut reader = reader(&bytes, delimiter.unwrap_or(DELIMITERS[0]));
        let mut pairs = Vec::new();
        for (index, row) in reader.records().enumerate() {
            let error = |message: String, line: u64| Error::Data {
                name: name.into(),
                line: line as usize,
                message,
            };
            let row = row.map_err(|e| {
                let line = e.position().map_or(index as u64 + 1, csv::Position::line);
                error(format!("cannot be read as CSV in UTF-8: {e}"), line)
            })?;
            let line = row.position().map_or(index as u64 + 1, csv::Position::line);
            let (Some(first), Some(second)) = (row.get(0), row.get(1)) else {
                return Err(error(
                    "has one column; give two, Korean and English".into(),
                    line,
                ));
            };
            let first = first.trim_start_matches('\u{feff}');
            match (recognize(first, name), recognize(second, name)) {
                (Ok(Language::Korean), Ok(Language::English)) => {
                    pairs.push((first.to_owned(), second.to_owned()));
                }
                (Ok(Language::English), Ok(Language::Korean)) => {
                    pairs.push((second.to_owned(), first.to_owned()));
                }
                _ if index == 0 => {}
                _ => {
                    return Err(error(
                        format!("{first:?} and {second:?} are not a Korean and an English term"),
                        line,
                    ));
                }
            }
        }
        Ok(Glossary { pairs })
    }

    /// The pairs: Korean, English.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(korean, english)| (korean.as_str(), english.as_str()))
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter)
        .from_reader(bytes)
}

/// How many rows begin with a Korean and an English term.
fn terms(bytes: &[u8], delimiter: u8) -> usize {
    let rows = reader(bytes, delimiter).into_records().flatten();
    let languages = rows.map(|row| [0, 1].map(|cell| recognize(row.get(cell)?, "").ok()));
    languages
        .filter(|[first, second]| first.is_some() && second.is_some() && first != second)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_delimiter() {
        for delimiter in [",", ";", "\t"] {
            let csv = format!(
                "현무암{delimiter}basalt\n화강암{delimiter}granite{delimiter}hard; old, grey\n\"서울, 부산\"{delimiter}\"Seoul; Busan\"\n"
            );
            let glossary = Glossary::read(csv.as_bytes(), "x").unwrap();
            let pairs: Vec<_> = glossary.pairs().collect();
            let expected = [
                ("현무암", "basalt"),
                ("화강암", "granite"),
                ("서울, 부산", "Seoul; Busan"),
            ];
            assert_eq!(pairs, expected, "{delimiter:?}");
        }
    }

    #[test]
    fn either_order_and_a_header() {
        let csv = "\u{feff}term,용어\nbasalt,현무암\n현무암질,basaltic\n";
        let glossary = Glossary::read(csv.as_bytes(), "x").unwrap();
        let pairs: Vec<_> = glossary.pairs().collect();
        assert_eq!(
            pairs,
            [
                ("용어", "term"),
                ("현무암", "basalt"),
                ("현무암질", "basaltic")
            ]
        );
    }

    #[test]
    fn a_bad_row_is_named() {
        let error = Glossary::read("현무암,basalt\n화강암\n".as_bytes(), "terms.csv").unwrap_err();
        assert!(
            error.to_string().starts_with("terms.csv, line 2: "),
            "{error}"
        );
    }
}
