//! What stands above the headline, and is none: menus, and the names of papers, sections and columns.

use super::{check, sort};

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
fn a_slogan_above_the_menu_is_no_headline() {
    let page = "Serving the whole of the valley since 1887\nLocal\nRivers\nSports\nThe river rises by a foot\n\
        By Hong Gil-dong\nThe water came at night, and nobody slept.";
    let (kept, left) = sort(page);
    assert_eq!(kept[0], "# The river rises by a foot", "{left:?}");
    assert_eq!(kept.len(), 2);
}

#[test]
fn the_way_to_a_page_is_no_headline() {
    for way in [
        "The Paper Daily > Society > Courts",
        "Home > World > Asia",
        "Culture | Art",
        "News > Real Estate",
        "홈 | 문화 | 미술·전시",
        "경제 / 통상·무역",
        "뉴스 › 정치 › 10·6 재보선",
        "오피니언 경제 사회 교육 문화",
        "WEEKEND\nFOOD & DRINK",
        "나란히 주말판\n[토요일의 식탁]",
    ] {
        let headline = "Painting sold in 1909 comes home at last";
        let text = "It came home on Monday after a long journey.";
        check(&[way, headline, text], &[&format!("# {headline}"), text]);
    }
}

#[test]
fn the_title_of_a_column_is_no_headline() {
    for (column, byline) in [
        ("홍길동의 세상 읽기 산책", "홍길동 논설위원"),
        ("Hong Gil-dong’s notes from the river", "By Hong Gil-dong"),
    ] {
        let (headline, text) = ("The night bus has no last stop", "It runs until dawn.");
        let page = [column, headline, byline, "2026-02-21 03:00", text];
        check(&page, &[&format!("# {headline}"), text]);
    }
}

#[test]
fn what_shares_no_word_with_the_text_is_no_headline_above_a_line_that_does() {
    let headline = "오세림, 여자 마라톤 18년 벽 넘었다";
    let text = "오세림이 1일 여자 마라톤 한국기록을 18년 만에 바꿨다.";
    for above in [
        &["손에 잡히는 스포츠", "등록 :2019-09-25 05:00"][..],
        &["나란히일보 통일·외교"],
        &["전국 · 강원", "최솔 기자 · 소천=백무열 기자"],
        &["[진소원의 낮은 창]", "2016.10.12 (수) 지면보기 A30면"],
    ] {
        let page = [above, &[headline, text]].concat();
        check(&page, &[&format!("# {headline}"), text]);
    }
    let headline = "Too short a cloak for the night shift";
    let text = "Those on the night shift sleep too little, and their cloak of coffee is short.";
    for above in [
        &["NARANHI DAILY in English"][..],
        &["THE NARANHI DAILY, ENGLISH SERVICE"],
        &["The Naranhi Daily - Society"],
        &["OPINION", "From the Window"],
        &["Moru Economic Daily", "Property"],
    ] {
        let page = [above, &[headline, "Nov. 6, 2023", text]].concat();
        check(&page, &[&format!("# {headline}"), text]);
    }
}

#[test]
fn a_name_above_the_headline_is_no_headline() {
    let (headline, text) = (
        "Port workers end their strike",
        "Dockers at Mokpo went back to work on Monday.",
    );
    for name in [
        "Harbor Weekly",
        "Moru Trade Review",
        "National Politics Business",
    ] {
        let once = [name, headline, "Posted : 2026-03-17 20:12", text];
        check(&once, &[&format!("# {headline}"), text]);
        let twice = [name, headline, headline, "Posted : 2026-03-17 20:12", text];
        check(&twice, &[&format!("# {headline}"), text]);
    }
    // A headline in capitals above a sub-headline is one.
    let page = [
        "Dockers Strike Looms",
        "Union says cranes will stop next week",
        "Posted : 2026-03-17 20:12",
        text,
    ];
    check(&page, &["# Dockers Strike Looms", text]);
    let page = [
        "Mokpo Dockers Return",
        "Port Workers End Their Strike",
        "Posted : 2026-03-17 20:12",
        text,
    ];
    check(&page, &["# Mokpo Dockers Return", text]);
}
