//! Pages, headlines and sentences that the rules must tell apart.

use super::*;
use crate::reader::read;

fn sort(page: &str) -> (Vec<String>, Vec<String>) {
    let article = read(page, "page", Layout::Page, &FurnitureRules::default()).unwrap();
    let kept = article
        .paragraphs
        .iter()
        .map(|p| {
            let mark = if p.role == Role::Headline { "# " } else { "" };
            format!("{mark}{}", &article.text[p.span.range()])
        })
        .collect();
    let left = article
        .left_out
        .iter()
        .map(|l| format!("{}: {}", l.rule, &article.text[l.span.range()]))
        .collect();
    (kept, left)
}

#[test]
fn every_rule_compiles() {
    let written = data::entries(data::FURNITURE).count();
    assert_eq!(FurnitureRules::default().rules.len(), written);
    assert!(written > 20);
}

#[test]
fn an_english_page() {
    let page = "Go to contents\nPark visits Beijing\nPark visits Beijing\nPosted September. 04, 2025 07:38,   \n\
        Updated September. 04, 2025 07:38\nPark visits Beijing\nThe president arrived in Beijing on Sept. 3.\n\
        Na-Ri Shin journari@example.com";
    let (kept, left) = sort(page);
    assert_eq!(
        kept,
        [
            "# Park visits Beijing",
            "The president arrived in Beijing on Sept. 3."
        ]
    );
    assert_eq!(left.len(), 6);
}

#[test]
fn a_korean_page() {
    let page = "본문 바로가기\n정치\n박 대통령, 베이징 도착\n입력 2025-09-04 07:38\n업데이트 2025-09-04 09:10\n\
        신나리 기자 journari@example.com\n박 대통령이 3일 베이징에 도착했다.\n[사진] 베이징 서우두 공항\n\
        ⓒ 나란히일보. 무단전재 및 재배포 금지\n많이 본 뉴스\n태풍 북상\n금리 동결";
    let (kept, left) = sort(page);
    assert_eq!(
        kept,
        [
            "# 박 대통령, 베이징 도착",
            "박 대통령이 3일 베이징에 도착했다."
        ]
    );
    assert_eq!(left[8], "after the end: 태풍 북상");
}

#[test]
fn headlines_that_speak_of_furniture_stay() {
    for headline in [
        "New copyright law passes parliament",
        "정부, 취약층에 마스크 제공",
        "무단복제 드라마 기승… 단속 강화",
        "태풍 ‘마루’ 남해안 강타… 3명 사망·1만2000가구 정전",
        "More shared housing planned for Seoul",
        "By the river, a city wakes up",
        "‘많이 본 뉴스’ 없앤 포털",
        "Reuters names new editor",
        "Minister meets the press",
        "Korea enters hard times",
        "Revised 2025 budget passes",
        "Korean film industry",
        "Sports and politics",
        "[영상] 태풍 마루 남해안 강타",
        "돌아온 앵커",
        "“떠나라”",
    ] {
        let (kept, left) = sort(&format!("{headline}\nIt happened here on Monday morning."));
        assert_eq!(kept[0], format!("# {headline}"), "{left:?}");
    }
}

#[test]
fn a_kicker_is_not_the_headline() {
    for (kicker, headline) in [
        ("사회일반", "정부, 취약층에 마스크 제공"),
        ("삼성전자", "삼성전자·SK하이닉스 동반 상승"),
    ] {
        let (kept, left) = sort(&format!("{kicker}\n{headline}\n3일 오전의 일이었다."));
        assert!(kept.contains(&format!("# {headline}")), "{kept:?} {left:?}");
    }
}

#[test]
fn an_interview_keeps_its_headline() {
    let page = "Kim on his new film\nQ\nWhy this story?\nA\nI had to tell it once.\nQ\nAnd now?\nA\nNow I will rest a while.";
    assert_eq!(sort(page).0[0], "# Kim on his new film");
}

#[test]
fn a_list_of_articles_ends_where_text_begins() {
    let page = "금리 동결\n한국은행은 3일 금리를 묶었다.\n관련기사\n집값 오른다\n\
        그는 물었다. 왜 이제야 나섰는가? 언제까지 기다려야 하는가?\n답은 없었다고 한다.";
    let (kept, left) = sort(page);
    assert_eq!(kept.len(), 4, "{left:?}");
    assert_eq!(left, ["related: 관련기사", "after the end: 집값 오른다"]);
}

#[test]
fn sentences_that_speak_of_furniture_stay() {
    for sentence in [
        "Posted prices rose 3 percent in September 2025, the bureau said.",
        "사진=기억이라는 말을 그는 자주 했다.",
        "By Monday, the river had risen again.",
        "홍길동 기자는 3일 베이징에 도착했다.",
        "그는 새 법이 무단 복제를 금지한다고 말했다.",
        "SEOUL, Sept. 3 (Yonhap) -- President Lee left for Beijing Wednesday.",
        "The Environmental Protection Agency (EPA) said it would sue the company.",
        "Video from the scene showed smoke rising over the plant.",
        "Published in 2019, the novel sold well.",
        "The law bans unauthorized reproduction of webtoons.",
        "He was given the copyright by his father.",
        "다음 달 금리 추가 인하",
        "The photo: a boy on a beach, alone, in the rain that did not stop.",
    ] {
        let (kept, left) = sort(&format!("Headline\n{sentence}\nThe end came soon after."));
        assert!(kept.iter().any(|k| k == sentence), "{left:?}");
    }
}
