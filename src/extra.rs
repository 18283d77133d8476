//! What is known of a pair of articles besides their texts.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// Fields of a JSON object, in its order and as they are written there: no digit of a number is lost.
#[derive(Clone, Debug, Default)]
pub struct Extra(Vec<(String, Box<RawValue>)>);

impl Extra {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes a field out; the last, of several of one name.
    pub fn take(&mut self, name: &str) -> Option<Box<RawValue>> {
        let of_name = self.0.extract_if(.., |(field, _)| field == name);
        of_name.last().map(|(_, value)| value)
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Extra, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Extra;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Extra, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Extra(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stay_as_they_are_written() {
        let text =
            r#"{"z":1.10,"a":123456789012345678901234567890,"ko":"x","u":[1e400,null],"ko":"y"}"#;
        let mut extra: Extra = serde_json::from_str(text).unwrap();
        assert_eq!(extra.take("ko").unwrap().get(), r#""y""#);
        assert!(extra.take("ko").is_none() && !extra.is_empty());
        let left = r#"{"z":1.10,"a":123456789012345678901234567890,"u":[1e400,null]}"#;
        assert_eq!(serde_json::to_string(&extra).unwrap(), left);
    }
}
