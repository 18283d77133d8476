//! A line of a file of JSON lines: a pair of articles.

use naranhi::reader::{self, Page};
use naranhi::{Error, Extra, Result, tidy};
use serde_json::value::RawValue;

use super::records::BYTE_ORDER_MARK;

/// A line of a file of JSON lines.
pub(super) struct Line {
    pub(super) file: String,
    /// From 1.
    pub(super) number: usize,
    pub(super) text: Vec<u8>,
}

/// What a line holds.
pub(super) struct Given {
    /// The name of the document.
    pub(super) name: String,
    pub(super) korean: Page,
    pub(super) english: Page,
    /// What else was said of the pair, such as its address.
    pub(super) extra: Extra,
}

impl Line {
    /// Reads the pair.
    ///
    /// # Errors
    /// [`Error::Data`] for what is no such record, and those of [`reader::collected_page`].
    pub(super) fn read(&self) -> Result<Given> {
        let text = self.text.strip_prefix(BYTE_ORDER_MARK);
        let mut extra: Extra =
            serde_json::from_slice(text.unwrap_or(&self.text)).map_err(|error| {
                self.is_no_record(format!("{} (column {})", said(&error), error.column()))
            })?;
        let mut page = |field: &str| {
            let Some(text) = extra.take(field) else {
                return Err(self.is_no_record(format!("`{field}` lacks")));
            };
            let text: String = serde_json::from_str(text.get())
                .map_err(|error| self.is_no_record(format!("`{field}`: {}", said(&error))))?;
            reader::collected_page(
                &text,
                &format!("{}, line {} ({field})", self.file, self.number),
            )
        };
        let (korean, english) = (page("ko")?, page("en")?);
        let name = ["document", "id"]
            .into_iter()
            .find_map(|field| name(&extra.take(field)?));
        Ok(Given {
            name: name.unwrap_or_else(|| format!("{}:{}", self.file, self.number)),
            korean,
            english,
            extra,
        })
    }

    fn is_no_record(&self, why: String) -> Error {
        Error::Data {
            name: self.file.clone(),
            line: self.number,
            message: format!(
                "not a pair of articles, which is {{\"document\": NAME, \"ko\": TEXT, \"en\": TEXT}}: {why}"
            ),
        }
    }
}

/// The name that a field gives, a text or anything else but nothing.
fn name(field: &RawValue) -> Option<String> {
    let name = match serde_json::from_str::<Option<String>>(field.get()) {
        Ok(text) => tidy(&text?),
        Err(_) => field.get().to_owned(),
    };
    Some(name).filter(|name| !name.is_empty())
}

/// What the parser said. The line that it names is always the first.
fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}
