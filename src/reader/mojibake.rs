//! Text that was decoded wrongly before it came here: in one encoding, which some program took for another.

use encoding_rs::{EUC_KR, EncoderResult, Encoding, UTF_8, WINDOWS_1252};

use crate::article::is_hangul;

/// Lines of a text that are mojibake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mojibake {
    /// How many lines.
    pub lines: usize,
    /// The first of them, from 1.
    pub first: usize,
    /// The encoding that it was in.
    pub was: &'static str,
    /// The encoding that it was taken for.
    pub taken_for: &'static str,
}

/// Finds lines that are UTF-8 taken for Windows-1252 (`ë¹„`) or for EUC-KR (`鍮꾧?`), or EUC-KR taken for Windows-1252
/// (`ºñ°¡`).
///
/// ```
/// let found = naranhi::reader::mojibake("제목\në¹„ê°€ ì™”ë‹¤.").unwrap();
/// assert_eq!((found.first, found.was, found.taken_for), (2, "UTF-8", "windows-1252"));
/// assert_eq!(naranhi::reader::mojibake("비가 왔다. Café 美·中"), None);
/// ```
pub fn mojibake(text: &str) -> Option<Mojibake> {
    let mut found: Option<Mojibake> = None;
    for (index, line) in text.lines().enumerate() {
        if line.is_ascii() {
            continue;
        }
        if let Some((was, taken_for)) = decoded_wrongly(line) {
            let mojibake = found.get_or_insert(Mojibake {
                lines: 0,
                first: index + 1,
                was: was.name(),
                taken_for: taken_for.name(),
            });
            mojibake.lines += 1;
        }
    }
    found
}

/// The encoding that a line was in, and the one that it was taken for.
fn decoded_wrongly(line: &str) -> Option<(&'static Encoding, &'static Encoding)> {
    let is_utf8 = |taken_for: &&'static Encoding| is_utf8_taken_for(taken_for, line);
    match [WINDOWS_1252, EUC_KR].into_iter().find(is_utf8) {
        Some(taken_for) => Some((UTF_8, taken_for)),
        None => is_euc_kr_taken_for_latin(line).then_some((EUC_KR, WINDOWS_1252)),
    }
}

/// Whether the letters with marks and the signs of a line are all EUC-KR in Windows-1252, with several syllables: in other
/// text they stand alone, between others.
fn is_euc_kr_taken_for_latin(line: &str) -> bool {
    const LEAST: usize = 3;
    let mut syllables = 0;
    let mut runs = line.split(|c: char| c.is_ascii());
    let is_euc_kr = runs.all(|run| {
        let (bytes, _, is_unmappable) = WINDOWS_1252.encode(run);
        let (meant, is_broken) = EUC_KR.decode_without_bom_handling(&bytes);
        syllables += meant.chars().filter(|&c| is_hangul(c)).count();
        !is_unmappable && !is_broken
    });
    is_euc_kr && syllables >= LEAST
}

/// Whether the bytes that a line has in `encoding` are UTF-8 in good part: Hangul or punctuation; of Windows-1252, also
/// wholly (`CafÃ©`). In EUC-KR text hardly any are, because its bytes for Hangul begin no character of UTF-8.
fn is_utf8_taken_for(encoding: &'static Encoding, line: &str) -> bool {
    const LEAST: usize = 2;
    // EUC-KR has no place for many pairs of bytes: most characters are lost, and each leaves several broken bytes.
    const MOST_BROKEN: usize = 5;
    let bytes = bytes(encoding, line);
    let (mut meant, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        meant += chunk.valid().chars().filter(|&c| is_meant(c)).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let is_whole = encoding == WINDOWS_1252 && broken == 0;
    is_whole || meant >= LEAST && MOST_BROKEN * meant > broken
}

/// The bytes that a line was, before it was decoded; for what has no place in the encoding, and was lost then, one that no
/// character of UTF-8 has, or that of the control character which it became.
fn bytes(encoding: &'static Encoding, line: &str) -> Vec<u8> {
    const NO_UTF8: u8 = 0xff;
    // Both encodings have at most two bytes for a character, which has two in UTF-8 at least.
    let mut bytes = Vec::with_capacity(line.len());
    let mut encoder = encoding.new_encoder();
    // A call ends at each character that has no place, and may touch all of the room it is given: it is given little.
    let mut piece = [0; 1024];
    let mut rest = line;
    while !rest.is_empty() {
        let (result, read, written) =
            encoder.encode_from_utf8_without_replacement(rest, &mut piece, true);
        bytes.extend_from_slice(&piece[..written]);
        rest = &rest[read..];
        if let EncoderResult::Unmappable(c) = result {
            // Windows-1252 leaves five bytes without a character; they come as control characters.
            bytes.push(u8::try_from(u32::from(c)).unwrap_or(NO_UTF8));
        }
    }
    bytes
}

/// Characters of Korean and English text that take several bytes in UTF-8.
fn is_meant(c: char) -> bool {
    is_hangul(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '–' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_for(encoding: &'static Encoding, text: &str) -> String {
        encoding
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    }

    #[test]
    fn korean_and_english_that_were_decoded_wrongly() {
        for text in [
            "박 대통령은 3일 베이징에 도착했다.",
            "도서관은 지상 3층 규모로, 책 5만 권을 갖춘다.",
            "“그렇다”고 했다.",
        ] {
            for encoding in [WINDOWS_1252, EUC_KR] {
                let garbled = format!("Title\n{}", taken_for(encoding, text));
                let found = mojibake(&garbled).unwrap_or_else(|| panic!("{garbled}"));
                assert_eq!(found.taken_for, encoding.name());
                assert_eq!((found.first, found.lines), (2, 1));
            }
        }
        let english = taken_for(WINDOWS_1252, "“It’s late,” said Kim.");
        assert_eq!(mojibake(&english).unwrap().taken_for, "windows-1252");
    }

    #[test]
    fn a_line_may_be_as_long_as_a_text() {
        let text = "“비가 왔다.” 눈도 왔다. ".repeat(1000);
        assert_eq!(mojibake(&text), None);
        for encoding in [WINDOWS_1252, EUC_KR] {
            let found = mojibake(&taken_for(encoding, &text)).unwrap();
            assert_eq!((found.taken_for, found.lines), (encoding.name(), 1));
        }
    }

    #[test]
    fn text_as_it_should_be() {
        let text = "박 대통령은 “그렇다”고 했다.\n美 대통령·中 주석\nCafé naïve “é”\n習近平 國家主席 大韓民國\n€5·½\n3㎡ ① Ⅳ\n\
            “I said ‘Thanks for 41 years,’” she said. “The next ‘Not yet.’”\n\
            São Tomé e Príncipe\nÅÄÖ, L’école à Besançon: «çà et là»\n";
        assert_eq!(mojibake(text), None);
    }
}
