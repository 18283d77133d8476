//! Captions, credits and bylines.

use super::{check, sort};

#[test]
fn names_and_places_beside_furniture_are_bylines() {
    let text = "The ships left the harbor at dawn on Monday.";
    let headline = "# Ships leave the harbor of Busan";
    for page in [
        "HAN DO-KYUNG and SEO MIN-JAE\nTOKYO/BEIJING\nUpdated: 10 Apr 2025 10:26",
        "Ok Da-in\nPublished May 14, 2025 08:15 KST",
        "14 Nov. 2026, 10:00\nNAM BO-RA\nbora@example.com",
        "Mar. 6, 2026 07:20 | Updated Mar. 6, 2026 07:20\n2 min read",
    ] {
        check(&[&headline[2..], page, text], &[headline, text]);
    }
    check(
        &[&headline[2..], text, "남보라", "bora@example.com"],
        &[headline, text],
    );
}

#[test]
fn names_and_short_lines_away_from_furniture_stay() {
    let page = [
        "Two composers, one city",
        "A tale of rivals who never met",
        "They were born in the same street in 1901.",
        "Yoon Ga-ram",
        "He wrote his first song at the age of nine.",
        "추임새",
        "She wrote hers at the age of ten.",
    ];
    let (kept, left) = sort(&page.join("\n"));
    assert_eq!(kept.len(), page.len(), "{left:?}");
}

#[test]
fn captions_with_a_credit_go() {
    for caption in [
        "윤 씨가 29일 구장에서 유니폼을 들어 보이고 있다. 구단 홈페이지 캡처",
        "9월 3일 탈선한 열차가 선로 옆에 기울어져 있다. 나란히일보DB",
        "6일 밤 당선이 확실해진 후보가 지지자들과 손을 맞잡고 있다. 솔포=모진우 기자",
        "13일 오전 교실 앞에 휴대전화가 보관함에 꽂혀 있다.",
        "9일 셰프가 장독대에서 간장 빛깔을 살피고 있다. 그는 “빛깔이 먼저”라고 했다.",
        "A ship under construction at the yard in Ulsan. Photo by the Paper Daily",
        "The car that derailed on Sept. 3 leans over beside the track. Paper Daily file photo",
        "Patrol ships sail side by side off the island on Tuesday. (Japan Coast Guard)",
        "Heat shimmers above a road on Monday. Shim Ga-ram / The Paper Daily",
        "The mayor arrives at court on Thursday. (Yonhap)",
        "사진=선수들이 우승을 확정한 뒤 감독(가운데)을 헹가래하고 있다.",
        "(솔포=나란히통신) 모진우 기자 = 장인이 1일 작업실에서 소가죽을 당기고 있다. 2025.10.9 mo@example.com",
        "This photo, taken on Oct. 1, 2025, shows a master pulling at a hide. (Nuri)",
        "Photo: The keeper wipes the lens on Tuesday. He has done so for years.",
        "[PHOTO] Members of the union hold up placards in Seoul on Friday.",
        "A flooded village, in footage aired on Tuesday. (KCTV screen capture)",
        "Skaters compete at the rink in Seoul. The photo is not related to the story.",
        "The archer bites her medal on the podium. / News Nari",
        "The hall seen from the southwest on Tuesday. Paper photo",
        "선수가 결승에서 시위를 당기고 있다. 리에주=뉴스나리",
        "대사(왼쪽)가 13일 장관과 악수하고 있다. 〈한옥동기자〉",
        "14일 오후 응급실 입구에 진료 중단 안내문이 붙어 있다.",
    ] {
        let (kept, left) = sort(&format!(
            "Headline of the day\nThe first line came on Monday.\n{caption}\nThe second came a day later."
        ));
        assert_eq!(kept.len(), 3, "{kept:?}");
        assert_eq!(left, [format!("photo: {caption}")]);
    }
}

#[test]
fn what_stands_twice_in_a_row_is_a_caption() {
    let headline = "Ships leave the harbor of Busan";
    let text = "The ships left the harbor of Busan at dawn on Monday.";
    let kept = [&format!("# {headline}"), text];
    let caption = "Ships at the pier, as the harbor’s pilots saw them";
    let plain = "Ships at the pier, as the harbor's pilots saw them";
    check(&[headline, caption, caption, text], &kept);
    check(&[headline, caption, plain, text], &kept);
    check(&[headline, text, caption, caption], &kept);
    let twice = format!("{caption} {caption}");
    check(&[headline, &twice, text], &kept);
    let sentence = "A pilot waves at the last of the ships that leave.";
    let credited = format!("{sentence}PHOTO: HARBOR PRESS");
    for page in [
        [
            headline,
            text,
            sentence,
            sentence,
            "It was late in the year.",
        ],
        [
            headline,
            text,
            sentence,
            &credited,
            "It was late in the year.",
        ],
    ] {
        check(&page, &[kept[0], text, "It was late in the year."]);
    }
}

#[test]
fn what_is_said_twice_may_be_the_headline_or_a_refrain() {
    let headline = "Ships leave the harbor of Busan for the last time";
    let text = "The ships left the harbor of Busan at dawn on Monday.";
    check(
        &[headline, headline, text],
        &[&format!("# {headline}"), text],
    );
    let label = "Busan and its harbor";
    let (kept, left) = sort(&[label, headline, headline, "By Choi Sol", text].join("\n"));
    assert!(kept.contains(&format!("# {headline}")), "{left:?}");
    let refrain = "Come back, come back";
    let page = [headline, text, refrain, refrain, "So they sang."];
    let (kept, left) = sort(&page.join("\n"));
    assert_eq!(kept.len(), 5, "{left:?}");
    let said = "The harbor is closed.";
    let longer = format!("{said} Nobody knows why.");
    let page = [headline, text, said, &longer, "So it goes."];
    let (kept, left) = sort(&page.join("\n"));
    assert!(kept.contains(&longer), "{left:?}");
}

#[test]
fn an_agencys_lead_is_no_caption() {
    let lead = "(솔포=나란히통신) 모진우 기자 = 정부가 1일 새 예산안을 내놓았다.";
    let (kept, left) = sort(&format!(
        "예산안 나왔다\n{lead}\n국회는 2025.10.9까지 심사한다."
    ));
    assert_eq!(kept.len(), 3, "{left:?}");
}

#[test]
fn a_caption_without_a_full_stop_stands_below_the_byline() {
    let caption = "Phones handed in by students at a middle school on Tuesday morning";
    let text = "Students will have to switch off their phones.";
    check(
        &["Schools ban phones", "By Ok Da-in", caption, text],
        &["# Schools ban phones", text],
    );
    check(
        &["Schools ban phones", caption, text],
        &["# Schools ban phones", caption, text],
    );
}

#[test]
fn the_last_line_of_an_article_may_name_its_agency() {
    let last = "The talks will resume next week, said Minister Kim. (Yonhap)";
    let page = [
        "Talks end without a deal",
        "Talks ended on Monday without a deal.",
        last,
    ];
    check(
        &[&page[..], &["Copyright 2025 The Paper Daily"]].concat(),
        &["# Talks end without a deal", page[1], last],
    );
}

#[test]
fn a_caption_may_be_no_sentence() {
    let page = [
        "공장 다시 돈다",
        "공장이 3일 다시 돌기 시작했다.",
        "새 공장 조감도",
        "[회사 제공. 재판매 및 DB 금지]",
        "왜 멈췄나",
        "불이 난 것은 1년 전이다.",
    ];
    check(&page, &["# 공장 다시 돈다", page[1], page[4], page[5]]);
}

#[test]
fn a_caption_ends_with_the_day_or_who_took_it() {
    for caption in [
        "한 소방관이 3일 공장 앞에서 땀을 닦고 있다. 2025.9.3 photo@example.com",
        "새 공장 전경. 2025.9.3/뉴스1",
        "고개 숙인 대표 [촬영 어모루]",
    ] {
        let page = [
            "공장 다시 돈다",
            "공장이 3일 다시 돌았다.",
            caption,
            "불이 난 것은 1년 전이다.",
        ];
        check(&page, &["# 공장 다시 돈다", page[1], page[3]]);
    }
    // But not a sentence about a photograph or a day.
    let page = [
        "공장 다시 돈다",
        "공장이 3일 다시 돌았다.",
        "불은 2024.9.3에 났다.",
        "그가 찍은 사진도 있다.",
    ];
    check(&page, &["# 공장 다시 돈다", page[1], page[2], page[3]]);
}
