//! Pages, headlines and sentences that the rules must tell apart.

mod boxes;
mod captions;
mod ends;
mod headlines;
mod korean;
mod labels;
mod sentences;

use super::*;
use crate::data;
use crate::reader::read;

fn sort(page: &str) -> (Vec<String>, Vec<String>) {
    let article = read(
        &Page::plain(page, "page"),
        Layout::Page,
        &FurnitureRules::default(),
    )
    .unwrap();
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

#[track_caller]
fn check(page: &[&str], article: &[&str]) {
    let (kept, left) = sort(&page.join("\n"));
    assert_eq!(kept, article, "left out: {left:#?}");
}

#[test]
fn every_rule_compiles() {
    let lines = data::entries(data::FURNITURE);
    let written = lines.filter(|line| !line.starts_with("define\t")).count();
    let rules = FurnitureRules::default().rules;
    assert_eq!(rules.len(), written);
    assert!(written > 20);
    // A part that is not defined would be a count that is none.
    let broken = rules.iter().filter(|rule| !rule.compiles());
    assert_eq!(broken.map(|rule| rule.name).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn names_that_the_code_knows_are_names_of_rules() {
    let rules = FurnitureRules::default().rules;
    let known = [
        &names::ABOVE_HEADLINES[..],
        &names::WITHIN_ARTICLES,
        &names::ENDS,
        &[names::RELATED],
    ]
    .concat();
    for name in known {
        assert!(rules.iter().any(|rule| rule.name == name), "{name}");
    }
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
fn small_lines_around_an_article() {
    let (headline, text) = ("첫눈 내린 한라산", "한라산에 3일 첫눈이 내렸다.");
    let (headline_en, text_en) = (
        "First snow on Halla",
        "The first snow of the year fell on Mount Halla on Monday.",
    );
    for line in [
        "ARS 1376.957178",
        "½ÂÀÎ 2013.11.25 14:02:13",
        "member icon",
        "Serving Harborside and the valley since 1907",
        "July 21, 2019 - 16:10 By Na-Ri Shin",
        "Approved 2015.11.09 08:34",
        "November 14, 2017 2:21 PM V8.9",
        "Na-Ri Shin, Harbor News.",
        "Stay informed. Subscribe to our newsletter.",
        "Keep your friends informed by sharing this article",
        "Advertise with us",
        "Your browser doesn't support HTML5 video.",
        "All materials on this site are protected by copyright law.",
        "by hong101 2024. 5. 14.",
        "/김민지 기자",
        "글·사진 김민지 기자",
        "글 김민지 기자 사진 박서준 기자",
        "▶ 나란히뉴스 앱 지금 바로 다운받기~",
        "김민지 기자 [email protected]",
        "구독 좋아요",
        "좋아요, 구독, 알림설정 부탁드려요!",
        "이 칼럼을 추천합니다 88",
        "금이정의 창가에서 구독 +",
        "지난 칼럼: 우산을 잃어버리는 기술",
        "외부 필자의 칼럼은 본지의 편집 방향과 다를 수 있습니다.",
        "이도하기자 입력 2025.04.08 10:57",
        "대전=길서우 기자 seowoo@example.com 입력 2026.05.20 00:30",
        "최솔 기자 · 소천=백무열 기자",
        "96.11.14 (木) 2면 종합",
    ] {
        check(&[headline, line, text], &[&format!("# {headline}"), text]);
        check(&[headline, text, line], &[&format!("# {headline}"), text]);
    }
    for line in [
        "Follow us on X @naranhi",
        "Click to share on Facebook",
        "/Lee Min-ho",
        "Edited by Park Ji-won",
        "The author is a poet.",
        "The writer is an essayist. - Ed.",
        "This column does not necessarily reflect the views of The Paper Daily.",
        "All materials may not be reproduced without permission.",
        "(c) TechOn. Reproduction without permission prohibited.",
        "By Choi Sol, staff reporter, and Baek Mu-yeol, Haean correspondent",
        "By Choi Sol, Baek Mu-yeol and Gil Seo-woo, staff reporters",
        "By Choi Sol (",
        "By Choi SolPublished : Nov. 5, 2020 - 16:40",
        "- By Choi Sol",
        "— CHOI SOL",
        "• By Choi Sol",
        "Choi Sol, Harbor Post Reporter",
        "Agency Report",
        "From our own correspondent",
        "Video produced by Choi Sol",
        "5th November 2020",
        "Thursday, November 5th, 2020 16:40",
        "• PUBLISHED :November 05, 2020 - 16:40",
        "[Image source: Choi Sol]",
        "(Source: Harbor Image Bank)",
        "Image credit: Choi Sol",
        "(Yonhap) (Yonhap)",
        "Photo by Choi Sol / Harbor Fire Agency / AFP.",
        "All rights reserved. This material may not be rewritten in whole or in part.",
        "button that moves to the Korean article (클릭하면 원문으로 이동하는 버튼)",
        "Click here !! for a cheaper plan",
        "You are here: Home → Ports → Automation",
        "harbor.example.com/english",
        "XS SM MD LG",
        "(영문)",
        "date 2020-11-05 News 9",
        "English Harbor | Japanese Harbor | Chinese Harbor [ GB | Big5 ] | Korean Harbor",
        "Last modified on Thu 5 Nov 2020 10.00 GMT",
        "Issued on: 05/11/2020 - 16:40",
        "Publication date: November 5, 2020",
        "November 5, 2020 0 Comments",
        "November 5, 2020 | Harbor, Business",
        "Story by Choi Sol and Baek Mu-yeol",
        "Choi Sol, The Harbor Post",
        "Choi Sol, Harbor bureau chief",
        "Choi Sol reports from Busan",
        "Harbor Post Staff",
        "From staff and wire reports",
        "(Editor: Choi Sol)",
        "Agence France-Presse",
        "The writer can be contacted at sol@example.com.",
        "FILE - A snowman sits on the pier on Nov. 5, 2020.",
        "A snowman sits on the pier. Courtesy of Harbor Co.",
        "A snowman sits on the pier. © Harbor Post",
        "Image caption A snowman sits on the pier",
        "toggle caption",
        "Advertisement - Continue Reading Below",
        "Follow us on Google News",
        "Report a typo",
        "Read full story",
        "Related:",
        "Share 0",
        "1.4k Views",
        "Share on FacebookShare on Twitter",
        "No comments:",
        "Save my name, email, and website in this browser for the next time.",
        "This site uses Akismet to reduce spam.",
        "Video Player is loading.",
        "Duration 1:23",
        "Slide 1 of 5",
        "(opens in new window)",
        "View original image",
        "harbor-cover-960.jpg",
        "Harbor Post logo",
        "Choi Sol's avatar",
        "-- Reuters",
        "(With inputs from agencies)",
        "KOSPI 2609.63 -60.80 -2.28%",
        "News source:",
        "The post First snow appeared first on Harbor Post.",
        "Republished with permission.",
        "Harbor Post is part of Quay Group, registered in England and Wales, company number 01234567",
        "We use cookies to improve your experience.",
        "Business registration number : 000-00-00000",
        "You may also like...",
        "Like what you read? Join 6,200 readers of our letter.",
        "Choo So-myeong | Nov. 5, 2020 16:40",
        "Aug. 21, 2026 09:02 | Bin So-ri",
        "Lee Min-ho [email protected]",
    ] {
        check(
            &[headline_en, line, text_en],
            &[&format!("# {headline_en}"), text_en],
        );
        check(
            &[headline_en, text_en, line],
            &[&format!("# {headline_en}"), text_en],
        );
    }
    for (menu, headline, text) in [
        ("뉴스홈 정치 경제 사회", headline, text),
        ("한강일보 정치 경제 사회 문화", headline, text),
        ("East Asia – Weather – Snow", headline_en, text_en),
        ("Letters to the Editor", headline_en, text_en),
        (
            "WeatherHarbor ForecastsSnow & IceMaps: AvalanchesRoads @ Harbor",
            headline_en,
            text_en,
        ),
        (
            "The Hangang Daily Politics Business Culture",
            headline_en,
            text_en,
        ),
    ] {
        check(&[menu, headline, text], &[&format!("# {headline}"), text]);
    }
    // Below a headline too, these say something.
    for line in [
        "서울신문 정치부 기자의 하루",
        "■ 네이버 노조 파업 참여",
        "■ 앱 설치 유도한 일당 검거",
        "글 쓰는 기자",
        "The Times of Business and Politics",
        "Tough Times World Economy",
        "Edited by AI, Korean novels find new readers",
        "Click to send money: banks rush into instant transfers",
        "2030세대 절반은 OTT 구독 중",
        "YouTube, TikTok and McDonald's on a talk show",
        "Agency reports record loss",
        "Link to share prices weakens",
        "Video shot by drones shows oil in the bay",
        "1st November 2020: the day the bridge fell",
        "First published in 1919, a diary returns",
        "Editor: the loneliest job in town",
        "File sharing: what the court said",
        "Report a neighbor, win a prize",
        "Liked what you saw on the pier",
        "Samsung changes its logo",
        "Share 50 tents, win a house",
        "Video players are loading up on ads",
        "Kospi 3,000 + 500: what the experts say",
        "First appeared on stage at nine",
        "Photo of a lifetime",
        "James Cameron's Avatar",
        "Korea 3 - 1 Japan",
        "Back to school: what changed in a year",
        "This columnist does not reflect, he rants",
    ] {
        let page = [headline_en, text_en, line, text_en];
        check(
            &page,
            &[&format!("# {headline_en}"), text_en, line, text_en],
        );
    }
}

#[test]
fn date_and_byline_may_stand_in_one_line() {
    let text = "The two sides met in Beijing last week.";
    for line in [
        "Seoul and Beijing hold talks. September. 04, 2025 07:38. by Na-Ri Shin journari@example.com.",
        "September. 04, 2025 07:38. by Na-Ri Shin journari@example.com.",
        "Posted September. 04, 2025 07:38, by Na-Ri Shin",
        "by Na-Ri Shin journari@example.com.",
    ] {
        let page = ["Seoul and Beijing hold talks", line, text];
        check(&page, &["# Seoul and Beijing hold talks", text]);
    }
    for line in [
        "On May 18, 1980 by order of the general.",
        "May 4, 2025 by the way.",
    ] {
        let page = ["Seoul and Beijing hold talks", text, line, text];
        check(&page, &["# Seoul and Beijing hold talks", text, line, text]);
    }
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
