//! How deep the elements of a page are nested, found out before a tree is made of it.

/// Elements that have no content, and those that the next one of their kind closes.
const NOT_NESTING: [&str; 25] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option", "tbody", "thead", "html",
];

/// The greatest number of elements that are open at once, not counting those that close themselves. It is an upper
/// estimate: what looks like a tag inside of scripts is counted too.
pub(super) fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let (closes, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':');
        let name = &tag[..end.unwrap_or(tag.len())];
        let is_element = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_element
            || NOT_NESTING
                .iter()
                .any(|other| name.eq_ignore_ascii_case(other))
        {
            continue;
        }
        if closes {
            open = open.saturating_sub(1);
        } else {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn open_elements_are_counted() {
        assert_eq!(depth("<html><p>비<p>눈<div><b>1 < 2</b><i>x</i></div>"), 2);
        assert_eq!(depth("</div></div><DIV><div/>"), 2);
    }
}
