//! HTML that was left in the texts of a collection: `&quot;`, `<b>`, a lone `<br>`.

use std::sync::LazyLock;

use dom_query::Document;
use regex_lite::Regex;

/// A line break that is none in a text of one segment a line.
const LINE_SEPARATOR: &str = "\u{2028}";
/// What was written as HTML twice is undone twice.
const MOST_ROUNDS: usize = 2;

/// The forms of what is left.
struct Forms {
    /// Tags that break no line. An article may have other things in pointed brackets.
    inline: Regex,
    /// Those that do.
    breaking: Regex,
    /// Character references, with their semicolon.
    reference: Regex,
}

static FORMS: LazyLock<Option<Forms>> = LazyLock::new(|| {
    let tags =
        |names: &str| Regex::new(&format!(r"(?i)</?(?:{names})(?:\s[^<>]*=[^<>]*|\s*/?)>")).ok();
    let named = "amp|lt|gt|quot|apos|nbsp|middot|hellip|[lr][sd]quo|[nm]dash|copy|reg|trade|times";
    Some(Forms {
        inline: tags("a|b|big|cite|code|em|font|i|img|mark|s|small|span|strong|sub|sup|u")?,
        breaking: tags("br|div|h[1-6]|li|ol|p|ul")?,
        reference: Regex::new(&format!(
            "(?i)&(?:{named}|#[0-9]{{2,6}}|#x[0-9a-f]{{2,5}});"
        ))
        .ok()?,
    })
});

/// The text without its HTML; none where it has none.
pub(super) fn without_html(text: &str) -> Option<String> {
    let forms = FORMS.as_ref()?;
    let mut found: Option<String> = None;
    for _ in 0..MOST_ROUNDS {
        let text = found.as_deref().unwrap_or(text);
        if !forms.are_in(text) {
            break;
        }
        let text = forms.breaking.replace_all(text, LINE_SEPARATOR);
        found = Some(forms.resolved(&forms.inline.replace_all(&text, "")));
    }
    found
}

impl Forms {
    fn are_in(&self, text: &str) -> bool {
        let all = [&self.inline, &self.breaking, &self.reference];
        text.contains(['<', '&']) && all.iter().any(|form| form.is_match(text))
    }

    /// A text with the characters that its references mean.
    fn resolved(&self, text: &str) -> String {
        let mut html = String::with_capacity(text.len());
        let mut end = 0;
        for reference in self.reference.find_iter(text) {
            html.push_str(&escaped(&text[end..reference.start()]));
            html.push_str(reference.as_str());
            end = reference.end();
        }
        html.push_str(&escaped(&text[end..]));
        Document::fragment(html).text().to_string()
    }
}

/// A text as HTML that means it, letter by letter.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_that_was_left_goes() {
        for (text, expected) in [
            ("R&amp;D를 &quot;늘린다&quot;", "R&D를 \"늘린다\""),
            (
                "It&#39;s &#x2018;new&#x2019; &ldquo;all&rdquo;",
                "It's ‘new’ “all”",
            ),
            (
                "<b>1조2000억 원</b>을 <a href=\"x\">쓴다</a>.",
                "1조2000억 원을 쓴다.",
            ),
            (
                "그렇다.<br/>아니다.\n<P>끝.</P>",
                "그렇다.\u{2028}아니다.\n\u{2028}끝.\u{2028}",
            ),
            ("&amp;quot;twice&amp;quot;", "\"twice\""),
            ("&lt;사진&gt; A & B < C", "<사진> A & B < C"),
            ("A&amp;B\r\nB", "A&B\nB"),
        ] {
            assert_eq!(without_html(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_html_stays() {
        for text in [
            "<사진> 한국은행 전경",
            "<Reuters> AT&T; R&D & more",
            "a < b and c > d",
            "He said <a lot> of things.",
            "&unknown; &#1;",
            "",
        ] {
            assert_eq!(without_html(text), None, "{text}");
        }
    }
}
