//! Quoted mail: lines that each begin with `>` (RFC 3676, section 4.5).

/// A text of which most lines are quoted, without the marks; `None` of any other.
pub(super) fn unquoted(text: &str) -> Option<String> {
    const FEWEST: usize = 3;
    const MOST_OF_THEM: usize = 60;
    let lines = || text.split_inclusive('\n');
    let of_text = lines().filter(|line| !line.trim().is_empty()).count();
    let quoted = lines().filter(|line| line.starts_with('>')).count();
    let is_quoted = quoted >= FEWEST && quoted * 100 >= of_text * MOST_OF_THEM;
    is_quoted.then(|| lines().map(without_mark).collect())
}

/// A line without the marks of quotations in quotations: `> > `.
fn without_mark(line: &str) -> &str {
    let mut rest = line;
    while let Some(behind) = rest.strip_prefix('>') {
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_what_is_mostly_quoted() {
        let mail = "Please translate this.\r\n\r\n> The harbor\r\n> \r\n> > The water came\r\n>at night.\r\n";
        let expected =
            "Please translate this.\r\n\r\nThe harbor\r\n\r\nThe water came\r\nat night.\r\n";
        assert_eq!(unquoted(mail).as_deref(), Some(expected));
        for text in [
            "",
            "> one",
            "One.\nTwo.\nThree.\n> a\n> b\n> c\nFour.",
            "5 > 3\n4 > 2\n3 > 1",
        ] {
            assert_eq!(unquoted(text), None, "{text}");
        }
    }
}
