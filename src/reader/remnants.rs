//! HTML that was left in the texts of a collection: `&quot;`, `<b>…</b>`, a lone `<br>`.

use std::sync::LazyLock;

use dom_query::Document;
use foldhash::HashSet;
use regex_lite::{Captures, Regex};

/// A line break that is none in a text of one segment a line.
const LINE_SEPARATOR: &str = "\u{2028}";

/// The forms of what is left. Names of films and the like stand in pointed brackets too: of an element that has an end, and
/// no attribute, the tags go only where both are there.
struct Forms {
    /// Comments, and elements that hold no text.
    unseen: Regex,
    /// Tags that break a line.
    breaking: Regex,
    /// Other tags of elements that hold text, with the slash of an end, the name, and attributes.
    inline: Regex,
    /// Character references, with their semicolon.
    reference: Regex,
}

static FORMS: LazyLock<Option<Forms>> = LazyLock::new(|| {
    let form = |pattern: &str| Regex::new(pattern).ok();
    Some(Forms {
        unseen: form(r"(?is)<!--.*?-->|<script[ >].*?</script>|<style[ >].*?</style>")?,
        breaking: form(
            r"(?i)<(?:br|hr) ?/?>|<(?:br|hr)\s[^<>]*=[^<>]*>|</?(?:center|div|figcaption|figure|h[1-6]|li|ol|p|table|td|tr|ul)(?:\s[^<>]*=[^<>]*)?>",
        )?,
        inline: form(
            r"<(/?)(a|b|big|cite|code|em|figure|font|i|iframe|img|mark|o:p|s|small|span|strong|sub|u|video)(\s[^<>]*=[^<>]*)?\s?(/?)>",
        )?,
        reference: form("&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5});")?,
    })
});

/// The text without its HTML; none where it has none.
pub(super) fn without_html(text: &str) -> Option<String> {
    let forms = FORMS.as_ref()?;
    if !text.contains(['<', '&']) {
        return None;
    }
    let without_tags = forms.without_tags(text);
    // What was written as HTML twice is undone twice; what stands for a tag then is meant as text.
    let found = forms.resolved(&forms.resolved(&without_tags));
    (found != text).then_some(found)
}

/// Whether HTML was left in a text, be it a tag without its end. Names in pointed brackets are none: `<Parasite>`.
pub(crate) fn has_html(text: &str) -> bool {
    if !text.contains(['<', '&']) {
        return false;
    }
    let has_tag = |forms: &Forms| {
        let tags = [&forms.unseen, &forms.breaking, &forms.inline];
        tags.iter().any(|form| form.is_match(text))
    };
    FORMS.as_ref().is_some_and(has_tag) || without_html(text).is_some()
}

impl Forms {
    fn without_tags(&self, text: &str) -> String {
        let text = self.unseen.replace_all(text, "");
        let text = self.breaking.replace_all(&text, LINE_SEPARATOR);
        let tags = |is_end: bool| {
            let tags = self.inline.captures_iter(&text);
            let of_kind = tags.filter(move |tag| tag[1].is_empty() != is_end);
            of_kind
                .map(|tag| tag[2].to_owned())
                .collect::<HashSet<String>>()
        };
        let (begun, ended) = (tags(false), tags(true));
        let without = self.inline.replace_all(&text, |tag: &Captures| {
            let is_marked = tag.get(3).is_some() || !tag[4].is_empty();
            let is_in_pair = begun.contains(&tag[2]) && ended.contains(&tag[2]);
            match is_marked || is_in_pair {
                true => String::new(),
                false => tag[0].to_owned(),
            }
        });
        without.into_owned()
    }

    /// A text with the characters that its references mean.
    fn resolved(&self, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut end = 0;
        for reference in self.reference.find_iter(text) {
            resolved.push_str(&text[end..reference.start()]);
            let meant = Document::fragment(reference.as_str()).text();
            match &*meant {
                "\n" | "\r" => resolved.push_str(LINE_SEPARATOR),
                meant => resolved.push_str(meant),
            }
            end = reference.end();
        }
        resolved.push_str(&text[end..]);
        resolved
    }
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
            ("caf&eacute; &pound;30&bull;20&deg;", "café £30•20°"),
            (
                "<b>1조2000억 원</b>을 <a href=\"x\">쓴다</a>.",
                "1조2000억 원을 쓴다.",
            ),
            (
                "그렇다.<br/>아니다.\n<P>끝.</P>",
                "그렇다.\u{2028}아니다.\n\u{2028}끝.\u{2028}",
            ),
            ("그렇다.&#10;아니다.", "그렇다.\u{2028}아니다."),
            ("&amp;quot;twice&amp;quot;", "\"twice\""),
            ("&lt;사진&gt; A & B < C", "<사진> A & B < C"),
            ("A&amp;B\r\nB", "A&B\r\nB"),
            ("a<!-- ad -->b<script>x()</script>c", "abc"),
            ("CO<sub>2</sub>가", "CO2가"),
            // What was written as a text is one.
            (
                "the tag &lt;b&gt; and &amp;lt;i&amp;gt;x&amp;lt;/i&amp;gt;",
                "the tag <b> and <i>x</i>",
            ),
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
            "밴드 <A>와 <B>, 드라마 <S>가",
            "The film <Big> opened, and <i> stands there.",
            "10<sup>6</sup>톤",
            "x=1&copy=2 &nosuchthing;",
            "",
        ] {
            assert_eq!(without_html(text), None, "{text}");
        }
    }
}
