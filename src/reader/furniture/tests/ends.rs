//! Where an article ends, and what stands within it.

use super::{check, sort};
use crate::reader::furniture::line::leads_on;

#[test]
fn a_list_of_articles_ends_where_text_begins() {
    let page = "금리 동결\n한국은행은 3일 금리를 묶었다.\n관련기사\n집값 오른다\n\
        그는 물었다. 왜 이제야 나섰는가? 언제까지 기다려야 하는가?\n답은 없었다고 한다.";
    let (kept, left) = sort(page);
    assert_eq!(kept.len(), 4, "{left:?}");
    assert_eq!(left, ["related: 관련기사", "after the end: 집값 오른다"]);
}

#[test]
fn what_says_who_the_author_is_goes_at_the_end_only() {
    let text = "Hong Gil-dong reported from the river in March.";
    let page = format!(
        "The river rises\nBy Hong Gil-dong\n{text}\nThe water came at night. Nobody slept.\n{text}"
    );
    let (kept, left) = sort(&page);
    assert_eq!(
        kept,
        [
            "# The river rises",
            text,
            "The water came at night. Nobody slept."
        ]
    );
    assert_eq!(left[1], format!("byline: {text}"));
}

#[test]
fn what_follows_the_end_goes() {
    let article = ["첫눈 내린 한라산", "한라산에 3일 첫눈이 내렸다."];
    for end in [
        "옥다인 기자 dain@example.com\n댓글 204개 보기\n이전 기사 다음 기사",
        "#한라산 #첫눈\n이 기사를 추천합니다 13\nⓒ 나란히일보, 무단 전재 금지",
        "좋아요 214 · 댓글 37\n지금 많이 보는 기사\n1. 왜 떨어지나? 집값의 속사정\n2. Mr. 김의 하루",
        "공유하기 글자크기 가 가\n이 기사, 어떠셨나요?\n추천 48\n슬퍼요 2",
        "나란히 주말판 뉴스레터 신청하기\n다른 사설 더 보기\n금리의 두 얼굴",
        "스크랩 인쇄 기사듣기\n▶ “빈 배로 돌아와” 어민들의 한숨\n▶ [사설] 남의 일 아니다",
        "Most read in Sports\n1. Fishermen come home with empty boats\n2. Cherry blossoms at their best",
        "Recommended for you\nFirst snow falls on Mount Halla\nBack to top",
        "Contact the writer: a@example.com\nE-mail this story\nYou may also like\nWho won? The polls do not tell",
        "Like this story? Sign up for our weekend newsletter.\nFacebook X Copy link",
        "Advertisement\nMore stories from Business\nSteel shares rise",
    ] {
        let mut page = article.to_vec();
        page.extend(end.lines());
        check(&page, &["# 첫눈 내린 한라산", article[1]]);
    }
}

#[test]
fn a_teaser_goes_with_the_link_beside_it_and_a_headline_does_not() {
    let headline = "Ferry to the outer islands returns";
    let (first, last) = ("The ferry sailed at dawn.", "It came back at noon.");
    let teaser = "Islanders fix their own pier";
    check(
        &[headline, first, teaser, "Read more", last],
        &[&format!("# {headline}"), first, last],
    );
    // Behind text, the teaser stands below, and one line of it.
    check(
        &[
            headline,
            first,
            "Read more",
            teaser,
            "A long way home",
            last,
        ],
        &[&format!("# {headline}"), first, "A long way home", last],
    );
    check(
        &[headline, "Source: Harbour Office", first, last],
        &[&format!("# {headline}"), first, last],
    );
}

#[test]
fn a_summary_goes_up_to_the_next_line_of_furniture() {
    let headline = "끊겼던 섬 뱃길이 다시 열렸다";
    let summary = ["배가 새벽에 떠났다.", "주민들이 반겼다."];
    let (first, last) = ("배는 새벽 다섯 시에 항구를 떠났다.", "정오에는 돌아왔다.");
    let closed = [
        headline,
        "AI 요약",
        summary[0],
        summary[1],
        "글자 크기",
        first,
        last,
    ];
    check(&closed, &[&format!("# {headline}"), first, last]);
    let open = [headline, "AI 요약", first, last];
    check(&open, &[&format!("# {headline}"), first, last]);
}

#[test]
fn a_rate_of_exchange_ends_an_article() {
    let page = [
        "Port opens a second pier",
        "The pier cost 2 billion won.",
        "($1 = 1,380 won)",
        "Share this article",
    ];
    check(&page, &[&format!("# {}", page[0]), page[1], page[2]]);
    let credit = [
        "비가 그쳤다",
        "비는 사흘 만에 그쳤다.",
        "(사진 = 나란히일보)",
        "물이 빠졌다.",
    ];
    check(
        &credit,
        &[&format!("# {}", credit[0]), credit[1], credit[3]],
    );
}

#[test]
fn tags_end_an_article_and_questions_do_not() {
    let page = [
        "집값은 심리라고 한다",
        "집값은 심리라고 한다는 말은 옳다.",
        "누가 움직이는가?",
        "주택담보대출 규제",
        "Copyright ⓒ 나란히일보. 무단전재 및 재배포 금지",
    ];
    check(&page, &["# 집값은 심리라고 한다", page[1], page[2]]);
}

#[test]
fn an_article_may_end_with_a_question_below_a_caption() {
    let page = [
        "집값은 심리라고 한다",
        "집값은 심리라고 한다는 말은 옳다.",
        "[사진] 서울의 아파트",
        "누가 그 심리를 움직이는가?",
    ];
    check(&page, &["# 집값은 심리라고 한다", page[1], page[3]]);
}

#[test]
fn questions_and_quotations_stand_between_lines_of_text() {
    for line in [
        "― 언제 차에 실리나",
        "Q: Should I lock the doors?",
        "According to the policy, borrowers will have to:",
        "“They’ll wait,” she says, “because they’re from here”",
    ] {
        assert!(leads_on(line), "{line}");
    }
    for line in [
        "Show more",
        "Library lends out snowblowers",
        "‘We rowed the bride to church’",
        "많이 본 뉴스",
    ] {
        assert!(!leads_on(line), "{line}");
    }
}
