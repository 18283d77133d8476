//! From bytes to text: UTF-8, UTF-16, and EUC-KR with its extension CP949, as old Korean pages have it.

use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, EUC_KR, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use crate::article::is_hangul;
use crate::error::{Error, Result};
use crate::tmx::labelled;

/// A character encoding, by any name that the WHATWG Encoding Standard or Windows knows it by.
///
/// ```
/// use naranhi::reader::Encoding;
/// let cp949: Encoding = "CP949".parse()?;
/// assert_eq!(cp949.name(), "EUC-KR");
/// assert!("korean-old".parse::<Encoding>().is_err());
/// # Ok::<(), naranhi::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The name that the Encoding Standard has for it. That of CP949 is `EUC-KR`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(name: &str) -> Result<Encoding> {
        labelled(name)
            .filter(|&encoding| encoding != REPLACEMENT)
            .map(Encoding)
            .ok_or_else(|| Error::UnknownEncoding { name: name.into() })
    }
}

/// Decodes a file. Without a `given` encoding it is that of the byte-order mark, else UTF-16 if its zeros
/// show it, else UTF-8 if the bytes are, else the one that a page names, else what they look like.
///
/// # Errors
/// [`Error::NotDecodable`] with the first byte that is not in the encoding that was given or marked, and
/// [`Error::NotUtf8`] where none was and none fits; [`Error::DamagedUtf8`] where the bytes are UTF-8 but for a few.
pub fn decode(bytes: Vec<u8>, name: &str, given: Option<Encoding>) -> Result<String> {
    if let Some(Encoding(encoding)) = given {
        return decode_as(encoding, true, &bytes, name);
    }
    // A mark of UTF-8 stays in the text, whose spans are bytes of the file.
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return decode_as(encoding, false, &bytes, name);
    }
    if let Some(text) = unmarked_utf16(&bytes) {
        return Ok(text);
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let bad_utf8 = error.utf8_error();
    let bytes = error.into_bytes();
    let is_cut_off = bad_utf8.error_len().is_none();
    let (good, bad) = utf8_characters(&bytes);
    let byte = bad_utf8.valid_up_to();
    let line = line_of(&bytes, byte);
    let name = name.to_owned();
    if is_cut_off || good > 2 * bad {
        return Err(Error::DamagedUtf8 { name, byte, line });
    }
    // Of the others only Korean has pairs of bytes that happen to be UTF-8.
    let other = || if good == 0 { guess(&bytes) } else { None };
    let guessed = declared(&bytes).or_else(|| korean(&bytes)).or_else(other);
    guessed.ok_or(Error::NotUtf8 { name, byte, line })
}

fn decode_as(
    encoding: &'static encoding_rs::Encoding,
    is_given: bool,
    bytes: &[u8],
    name: &str,
) -> Result<String> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(
        decoder
            .max_utf8_buffer_length_without_replacement(bytes.len())
            .unwrap_or(bytes.len()),
    );
    let (outcome, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    if outcome == DecoderResult::InputEmpty {
        return Ok(text);
    }
    let behind = match outcome {
        DecoderResult::Malformed(bad, after) => usize::from(bad) + usize::from(after),
        DecoderResult::InputEmpty | DecoderResult::OutputFull => 0,
    };
    let byte = read.saturating_sub(behind);
    Err(Error::NotDecodable {
        name: name.into(),
        encoding: encoding.name(),
        is_given,
        byte,
        line: line_of(bytes, byte),
    })
}

fn line_of(bytes: &[u8], byte: usize) -> usize {
    1 + bytes[..byte].iter().filter(|&&b| b == b'\n').count()
}

/// Of UTF-16 one byte in so many is zero, or more: Korean has a space after every few syllables.
const BYTES_A_ZERO: usize = 50;

/// UTF-16 without a byte-order mark: text has no character of code 0, so that zeros are halves of ASCII characters.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    if !bytes.contains(&0) {
        return None;
    }
    let zeros = |first: usize| {
        let half = bytes.iter().skip(first).step_by(2);
        half.filter(|&&b| b == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // A single one is a slip.
    let all = even + odd;
    let is_slip = all == 1 && std::str::from_utf8(bytes).is_ok();
    if is_slip || BYTES_A_ZERO * all < bytes.len() {
        return None;
    }
    // A few Hangul syllables, such as 가 (U+AC00), have a zero in their other half.
    let encoding = match (even, odd) {
        (low, high) if high > 2 * low => UTF_16LE,
        (high, low) if high > 2 * low => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(|text| text.into_owned())
}

/// How many characters beyond ASCII the bytes hold as UTF-8, and how many stretches that are not UTF-8. Few of these are
/// damage: another encoding would give garbage without an error.
fn utf8_characters(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, bad)
}

/// Text in the encoding that a page says it is in (`<meta charset>`), if that is so.
fn declared(bytes: &[u8]) -> Option<String> {
    const NEAR: usize = 1024;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(NEAR)]).to_ascii_lowercase();
    let (_, label) = head.split_once("charset=")?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    let Encoding(encoding) = label[..end.unwrap_or(label.len())].parse().ok()?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(|text| text.into_owned())
}

/// Text in EUC-KR, which the detector would not tell from a few words. Hangul takes up a quarter of the table, so that
/// other texts do not come out as Hangul for the most part.
fn korean(bytes: &[u8]) -> Option<String> {
    let text = EUC_KR.decode_without_bom_handling_and_without_replacement(bytes)?;
    let others = text.chars().filter(|c| !c.is_ascii());
    let hangul = others.clone().filter(|&c| is_hangul(c)).count();
    (2 * hangul > others.count() && is_text(&text)).then(|| text.into_owned())
}

/// Text in the encoding that the bytes look like most.
fn guess(bytes: &[u8]) -> Option<String> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let text = detector
        .guess(Some(b"kr"), Utf8Detection::Deny)
        .decode_without_bom_handling_and_without_replacement(bytes)?;
    is_text(&text).then(|| text.into_owned())
}

/// A file with control characters is no text, but for slips; DOS ends one with such a character.
fn is_text(text: &str) -> bool {
    /// Of so many characters one may be a slip.
    const CHARS_A_SLIP: usize = 20;
    let text = text.trim_end_matches('\u{1a}');
    let is_control = |c: &char| c.is_control() && !c.is_whitespace();
    CHARS_A_SLIP * text.chars().filter(is_control).count() <= text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOREAN: &str = "박 대통령은 3일 베이징에 도착했다. “똠방각하”라고 했다.";
    const ENGLISH: &str = "“It’s a café,” said Kim — naïvely.";

    fn decoded(bytes: &[u8]) -> String {
        decode(bytes.to_vec(), "x.txt", None).unwrap()
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn korean_and_english_in_every_encoding_that_they_come_in() {
        // 똠 is one of the syllables that CP949 adds to EUC-KR.
        assert_eq!(decoded(&EUC_KR.encode(KOREAN).0), KOREAN);
        assert_eq!(decoded(&EUC_KR.encode("비").0), "비");
        assert_eq!(
            decoded(&encoding_rs::WINDOWS_1252.encode(ENGLISH).0),
            ENGLISH
        );
        for text in [KOREAN, ENGLISH] {
            assert_eq!(decoded(text.as_bytes()), text);
            assert_eq!(decoded(&utf16(text, u16::to_le_bytes)), text);
            assert_eq!(decoded(&utf16(text, u16::to_be_bytes)), text);
            let marked = format!("\u{feff}{text}");
            assert_eq!(decoded(&utf16(&marked, u16::to_le_bytes)), text);
            assert_eq!(decoded(&utf16(&marked, u16::to_be_bytes)), text);
        }
    }

    #[test]
    fn an_encoding_that_is_given_overrules_the_guess() {
        let bytes = EUC_KR.encode("비").0.into_owned();
        let latin = decode(bytes, "x.txt", Some("windows-1252".parse().unwrap())).unwrap();
        assert_eq!(latin, "ºñ");
        let wrong = decode(KOREAN.into(), "x.txt", Some("cp949".parse().unwrap())).unwrap_err();
        assert!(
            matches!(
                wrong,
                Error::NotDecodable {
                    encoding: "EUC-KR",
                    is_given: true,
                    line: 1,
                    ..
                }
            ),
            "{wrong}"
        );
    }

    #[test]
    fn what_a_mark_says_and_is_not_is_damaged() {
        // A byte-order mark, and half of a character of two.
        let message = decode(vec![0xff, 0xfe, 0x00, 0xd8], "x.txt", None)
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("not UTF-16LE") && message.contains("damaged"),
            "{message}"
        );
    }

    #[test]
    fn damaged_utf8_is_not_taken_for_another_encoding() {
        let mut bytes = KOREAN.as_bytes().to_vec();
        bytes[4] = b'?';
        let error = decode(bytes, "x.txt", None).unwrap_err();
        assert!(
            matches!(
                error,
                Error::DamagedUtf8 {
                    byte: 5,
                    line: 1,
                    ..
                }
            ),
            "{error:?}"
        );
        let cut_off = decode(KOREAN.as_bytes()[..KOREAN.len() - 6].into(), "x.txt", None);
        assert!(
            matches!(cut_off, Err(Error::DamagedUtf8 { .. })),
            "{cut_off:?}"
        );
    }

    #[test]
    fn the_encoding_that_a_page_names() {
        // Without its name, this would be taken for Korean.
        let page = "<meta http-equiv=content-type content=\"text/html; charset=windows-1252\">ºñ";
        let bytes = encoding_rs::WINDOWS_1252.encode(page).0;
        assert_eq!(decoded(&bytes), page);
        let unnamed = &bytes[bytes.len() - 2..];
        assert_eq!(decoded(unnamed), "비");
    }

    #[test]
    fn a_file_that_is_no_text_is_refused() {
        let bytes: Vec<u8> = (0..=255).chain(0..=255).collect();
        // The head of a picture happens to be Hangul.
        for bytes in [bytes, b"\x89PNG\r\n\x1a\n".to_vec()] {
            let refused = decode(bytes, "x.png", None);
            assert!(matches!(refused, Err(Error::NotUtf8 { .. })), "{refused:?}");
        }
        // DOS ends a file with a character.
        assert_eq!(decoded(&EUC_KR.encode("비\u{1a}").0), "비\u{1a}");
    }

    #[test]
    fn a_zero_byte_in_a_text_is_no_utf16() {
        let text = format!("Roh\0 arrived. {ENGLISH}");
        assert_eq!(decoded(text.as_bytes()), text);
        let text = format!("{KOREAN}\0 {KOREAN}\u{1a}\r\n");
        assert_eq!(decoded(&EUC_KR.encode(&text).0), text);
        assert_eq!(decoded(b"Roh\0 arrived."), "Roh\0 arrived.");
    }
}
