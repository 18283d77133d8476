use super::*;

fn text(html: &str) -> String {
    read(html, "page").unwrap().text
}

#[test]
fn html_is_told_from_text_that_has_angle_brackets() {
    for html in [
        "\u{feff}\n<!DOCTYPE html>",
        "<p>비</p>",
        "<!-- saved --><HTML lang=ko>",
        "<div\nclass=x>비</div>",
        "비가 온다.<br><br>눈도 온다.<BR/>",
    ] {
        assert!(is_html(html), "{html}");
    }
    for text in [
        "<속보> 비가 온다.",
        "< p >",
        "1 < 2",
        "",
        "<",
        "비 <p>",
        "줄을 바꾸려면 <br>을 쓴다.",
        "<특집> 책 <h1n1>",
    ] {
        assert!(!is_html(text), "{text}");
    }
}

#[test]
fn blocks_and_breaks_end_lines_and_other_elements_do_not() {
    assert_eq!(
        text(
            "<p>하나<b>둘</b> <a href=x>셋</a><br>넷</p>다섯<div>여섯<o:p></o:p></div><ul><li>일곱<li>여덟</ul>"
        ),
        "하나둘 셋\n넷\n다섯\n여섯\n일곱\n여덟\n"
    );
}

#[test]
fn what_is_not_seen_is_no_text() {
    assert_eq!(
        text(
            "<p>비</p><script>x</script><style>y</style><!-- z --><p style='display: none'>숨음</p><p hidden>숨음</p>"
        ),
        "비\n"
    );
}

#[test]
fn marks_are_lines_of_the_text() {
    let page = read("<nav>메뉴</nav><h1>제목</h1><p>글이다.</p>", "page").unwrap();
    let marks: Vec<(&str, MarkKind)> = page
        .marks
        .iter()
        .map(|mark| (&page.text[mark.span.range()], mark.kind))
        .collect();
    assert_eq!(
        marks,
        [
            ("메뉴", MarkKind::Outside("navigation")),
            ("제목", MarkKind::Headline)
        ]
    );
    assert_eq!(page.lines().collect::<Vec<_>>(), ["제목", "글이다."]);
}

#[test]
fn hostile_pages_are_read_or_refused() {
    for tag in ["<div>", "<b>", "<p><b>", "<table><tr><td>", "<ul><li>"] {
        assert_eq!(text(&format!("{}비", tag.repeat(300))).trim(), "비");
        let endless = format!("{}비", tag.repeat(100_000));
        assert!(
            matches!(read(&endless, "page"), Err(Error::TooDeep { .. })),
            "{tag}"
        );
    }
    // Tags that need not be closed are not nested.
    assert_eq!(text(&"<p>비<br>눈".repeat(5_000)).lines().count(), 10_000);
    let large = " ".repeat(LONGEST_BYTES + 1);
    assert!(matches!(read(&large, "page"), Err(Error::TooLarge { .. })));
}

/// What is told from the article by where it stands alone.
#[test]
fn boxes_among_paragraphs_are_no_part_of_the_article() {
    let paragraphs = "<p>The library of Solmaru opened in a closed school on Monday.</p>".repeat(8);
    let page = format!(
        "<h1>Library opens</h1><div>{paragraphs}<div><p>A lamp shop opened, too, said Kim.</p></div>\
         <div><a href='/1'>Bath house to close</a></div><blockquote>It rained on the day, said Kim.</blockquote>\
         <section><h2>What comes next</h2><p>The next one opens in May, said Kim.</p></section></div>\
         <ul><li><b>Reader</b> I have been there on Monday.</li></ul>"
    );
    let page = read(&page, "page").unwrap();
    let inside = |line: &&str| {
        let at = page.text.find(*line).unwrap();
        !page
            .marks
            .iter()
            .any(|mark| mark.span.range().contains(&at))
    };
    let lines: Vec<&str> = page.text.lines().skip(8).filter(inside).collect();
    assert_eq!(
        lines,
        [
            "The library of Solmaru opened in a closed school on Monday.",
            "It rained on the day, said Kim.",
            "What comes next",
            "The next one opens in May, said Kim."
        ]
    );
}
