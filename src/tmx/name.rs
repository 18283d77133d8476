//! What elements and attributes may be called.

/// Whether XML 1.0 (fifth edition, production 5) allows a name, with a prefix at most, as Namespaces in XML asks: without
/// it, too, it is then a name.
pub(super) fn is_name(name: &str) -> bool {
    name.splitn(2, ':').all(is_part)
}

fn is_part(part: &str) -> bool {
    part.starts_with(begins_name) && part.chars().all(|c| begins_name(c) || continues_name(c))
}

fn begins_name(c: char) -> bool {
    matches!(
        c,
        'a'..='z'
            | 'A'..='Z'
            | '_'
            | '\u{c0}'..='\u{d6}'
            | '\u{d8}'..='\u{f6}'
            | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}'
            | '\u{37f}'..='\u{1fff}'
            | '\u{200c}'..='\u{200d}'
            | '\u{2070}'..='\u{218f}'
            | '\u{2c00}'..='\u{2fef}'
            | '\u{3001}'..='\u{d7ff}'
            | '\u{f900}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fffd}'
            | '\u{10000}'..='\u{effff}'
    )
}

/// What may stand in a name behind its first character, besides what may begin one.
fn continues_name(c: char) -> bool {
    matches!(
        c,
        '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_xml_allows() {
        for name in ["ph", "xml:lang", "o-tmf", "_1", "이름", "x.2·"] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "",
            "1t",
            "-a",
            "ty,pe",
            "ph&x",
            "a<b",
            "a:",
            ":a",
            "a:b:c",
            "a:1",
            "t\u{ffff}",
            "×",
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
