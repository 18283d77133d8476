//! The register of Korean: newspapers write plainly (했다), and speak to their readers politely (합니다, 해요).

/// Ends of polite sentences.
const POLITE: [&str; 4] = ["니다", "니까", "시오", "요"];
/// Share of the characters that are in polite lines up to which a text is plain.
const MOST_POLITE: f32 = 0.25;

/// Whether a line ends politely.
pub(super) fn is_polite(line: &str) -> bool {
    let body = line.trim_end_matches(['.', '!', '?', ' ']);
    POLITE.iter().any(|end| body.ends_with(end))
}

/// Whether a text is plain, so that a polite line is none of its own. So is a text without Korean.
pub(super) fn is_plain<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut polite) = (0, 0);
    for line in lines {
        let count = line.chars().count();
        all += count;
        polite += if is_polite(line) { count } else { 0 };
    }
    polite as f32 <= MOST_POLITE * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_plain_and_pleas_polite() {
        let article = [
            "비가 왔다.",
            "그는 “갑니다”라고 말했다.",
            "길이 막혔다.",
            "물이 불었다.",
        ];
        assert!(is_plain(article.into_iter()));
        assert!(is_plain(std::iter::empty()));
        assert!(!is_plain(["비가 왔습니다.", "길이 막혔다."].into_iter()));
        for (line, expected) in [
            ("구독해 주세요.", true),
            ("제보를 기다립니다!", true),
            ("로그인하십시오", true),
            ("비가 왔다.", false),
            ("", false),
        ] {
            assert_eq!(is_polite(line), expected, "{line}");
        }
    }
}
