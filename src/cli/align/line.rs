//! A line of a file of JSON lines: a pair of articles.

use naranhi::reader::{self, Page};
use naranhi::{Error, Result, tidy};
use serde::Deserialize;
use serde_json::{Map, Value};

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
    pub(super) extra: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Record {
    document: Option<Value>,
    id: Option<Value>,
    ko: String,
    en: String,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

impl Line {
    /// Reads the pair.
    ///
    /// # Errors
    /// [`Error::Data`] for what is no such record, and those of [`reader::collected_page`].
    pub(super) fn read(&self) -> Result<Given> {
        let text = self.text.strip_prefix(BYTE_ORDER_MARK);
        let record: Record = serde_json::from_slice(text.unwrap_or(&self.text))
            .map_err(|error| self.is_no_record(&error))?;
        let page = |text: &str, language: &str| {
            let name = format!("{}, line {} ({language})", self.file, self.number);
            reader::collected_page(text, &name)
        };
        let (korean, english) = (page(&record.ko, "ko")?, page(&record.en, "en")?);
        let name = match record.document.or(record.id) {
            Some(Value::String(name)) => tidy(&name),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let name = match name.is_empty() {
            true => format!("{}:{}", self.file, self.number),
            false => name,
        };
        Ok(Given {
            name,
            korean,
            english,
            extra: record.extra,
        })
    }

    fn is_no_record(&self, error: &serde_json::Error) -> Error {
        // The line that the parser names is always the first.
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or_default();
        Error::Data {
            name: self.file.clone(),
            line: self.number,
            message: format!(
                "not a pair of articles, which is {{\"document\": NAME, \"ko\": TEXT, \"en\": TEXT}}: {why} (column {})",
                error.column()
            ),
        }
    }
}
