//! Pages, headlines and sentences that the rules must tell apart.

use super::line::leads_on;
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

#[test]
fn every_rule_compiles() {
    let written = data::entries(data::FURNITURE).count();
    let rules = FurnitureRules::default().rules;
    assert_eq!(rules.len(), written);
    assert!(written > 20);
    let broken = rules.iter().filter(|rule| !rule.compiles());
    assert_eq!(broken.map(|rule| rule.name).collect::<Vec<_>>(), [""; 0]);
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
        "Sources: Finance minister to resign",
        "Heard on the night of the coup",
        "Bringing them – home",
        "Click here to save the whale",
        "봄꽃 명소에서 만나보세요",
        "“떠나라”",
        "문화 | 부산영화제 개막",
        "Related industries feel the pinch",
        "Most of Seoul goes without water",
        "Top of the world at 80",
        "제보는 왜 묵살됐나",
        "배달앱 설치 늘었다",
        "구독 경제의 그늘",
        "추천서 없이 대학 간다",
        "Subscribe or leave, publishers tell readers",
        "Sign of the times",
        "Map: Where the fires are",
        "Are you paid too little?",
        "This story begins with a dog",
        "Comments that cost a minister his job",
        "영상 편집: 누구나 하는 시대",
        "제보가 살렸다",
        "댓글 정책 바뀐다",
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
        "Related companies fell as well, led by makers of cement.",
        "Recommended doses for you and your family differ, the doctor said.",
        "Readers may write to her at letters@example.com.",
        "“다시는 이런 일이 없어야 한다”",
        "왜 아무도 막지 못했나",
        "경찰은 3일부터 사고 원인을 조사하고 있다.",
        "3일 현재 소방대는 실종자를 찾고 있다.",
        "3일 북한이 미사일을 쏘면서 긴장이 높아지고 있다.",
        "3일 열릴 경기가 팬들의 주목을 받고 있다.",
        "3일 현재 승객 40명이 역에 앉아 있다.",
        "시장은 3일 시청에서 기자들의 질문에 답변하고 있었다.",
        "Who will pay for it all? The ministry would not say.",
        "Follow us on this, the mayor told them, and they did.",
        "Reproduction without permission is a crime, the judge said on Monday.",
        "“We did not expect to win.” (Laughs)",
        "The long way home",
        "Log in to the account, she told him, and look.",
        "The author is a man who has never finished a line.",
        "You have read the letters of a man who is no more.",
        "Sign up now, the posters said, and 3,000 did.",
        "Responses to the offer came late.",
        "More from the sale will go to the victims.",
        "She covers her face when the train comes.",
        "Get the children to your side of the river.",
        "A daily press briefing at the ministry was canceled on Tuesday.",
        "Our weekly market digest of 40 years ago is a lesson today.",
        "법원은 이 기사를 공유해 논란이 됐다.",
        "그 영상은 추천을 부탁해 번 돈이었다.",
        "회원은 로그인하면 누구나 기록을 볼 수 있습니다.",
        "저는 그 신문을 30년 동안 구독했습니다.",
        "The source: a well behind the church that has never run dry.",
        "원문 보기를 누른 사람은 많지 않았다.",
        "The study was contributed to by six hospitals.",
        "This article of the treaty was never ratified.",
        "The views of the court differ from those of the ministry.",
        "Contact with the ship was lost at 3 a.m.",
        "Reach the top by noon, the guide told them.",
        "Are you sure? That was what she asked.",
        "Have a heart, he said, and let them stay.",
        "If you have been there, you know the smell.",
        "Join us, they said, and he did.",
        "Comments were hard to come by on Monday.",
        "This story was told to every child of the valley.",
        "이 기사는 1면에 실렸고 파문이 일었다.",
        "매일 아침 소식을 기다리던 가족들이 있었다.",
        "로그인 자격을 잃은 회원이 300명이 넘는다.",
        "그의 제보가 사건을 바꿨다.",
        "Hong Gil-dong, a reporter for the Daily, has been missing since Monday.",
        "Hong Gil-dong is a correspondent for the Daily who was expelled in May.",
        "This story appears in every textbook of the country.",
        "The Seoul government may receive a fee for each ride.",
        "This report was revised twice, the ministry said.",
        "구독을 해지하면 위약금을 낼 수도 있습니다.",
    ] {
        let (kept, left) = sort(&format!(
            "A headline of some words\n{sentence}\nThe end came soon after."
        ));
        assert!(kept.iter().any(|k| k == sentence), "{left:?}");
    }
}

#[test]
fn what_newspapers_say_of_their_articles_goes() {
    for line in [
        "A version of this article appears in print on March 3, 2025, Section A, Page 1.",
        "Contact reporter Hong Gil-dong at 555-0148.",
        "Follow Hong Gil-dong on Twitter: @gildong",
        "(Reporting by Hong Gil-dong in Seoul; Editing by Im Kkeok-jeong)",
        "— With assistance from Hong Gil-dong",
        "(Updates with comment from analyst in fourth paragraph.)",
        "Correction, March 3, 2025: The mayor was misnamed.",
        "This is a developing story and will be updated.",
        "Got a tip? Write to us securely.",
        "Thank you for reading. Please consider subscribing.",
        "The views expressed here are the author's own.",
        "Image caption, A boat on the river",
        "(영상취재 : 홍길동 / 영상편집 : 임꺽정)",
        "이 기사는 AI가 번역했습니다.",
        "이 기사는 구독자만 볼 수 있습니다.",
        "당신의 제보가 뉴스가 됩니다.",
        "매일 아침 8시, 주요 뉴스를 메일로 보내드립니다.",
        "온라인 이슈팀",
    ] {
        let page =
            format!("The river rises\nThe water came at night.\n{line}\nNobody in the town slept.");
        let (kept, _) = sort(&page);
        assert!(!kept.iter().any(|kept| kept == line), "{line}");
        assert_eq!(kept.len(), 3, "{kept:?}");
    }
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
fn what_the_page_shows_of_the_text_again_goes() {
    let quote = "“There was an inch between us and the water.”";
    let page = format!("The river rises\nShe looked. {quote} Then she ran.\n{quote}\nIt held.");
    let (kept, left) = sort(&page);
    assert_eq!(kept.len(), 3, "{left:?}");
    assert_eq!(left, [format!("pull quote: {quote}")]);
}

#[test]
fn a_slogan_above_the_menu_is_no_headline() {
    let page = "Serving the whole of the valley since 1887\nLocal\nRivers\nSports\nThe river rises by a foot\n\
        By Hong Gil-dong\nThe water came at night, and nobody slept.";
    let (kept, left) = sort(page);
    assert_eq!(kept[0], "# The river rises by a foot", "{left:?}");
    assert_eq!(kept.len(), 2);
}

#[track_caller]
fn check(page: &[&str], article: &[&str]) {
    let (kept, left) = sort(&page.join("\n"));
    assert_eq!(kept, article, "left out: {left:#?}");
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
    ] {
        let (kept, left) = sort(&format!(
            "Headline of the day\nThe first line came on Monday.\n{caption}\nThe second came a day later."
        ));
        assert_eq!(kept.len(), 3, "{kept:?}");
        assert_eq!(left, [format!("photo: {caption}")]);
    }
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
fn a_text_without_sentences_keeps_what_stands_above_its_byline() {
    let poem = [
        "겨울 강가에서 부르는 노래",
        "강은 얼어도 밑으로 흐르고",
        "나는 멈춰도 속으로 걷네",
        "홍길동 기자 gildong@example.com",
    ];
    check(&poem, &[&format!("# {}", poem[0]), poem[1], poem[2]]);
}

#[test]
fn the_headline_is_the_one_above_the_date() {
    let page = [
        "All the Korea there is",
        "Culture",
        "Screen goes home after a century",
        "The museum lends it for two years",
        "June 14, 2025",
        "Reading aid off",
        "It left Seoul in a crate.",
        "“It is home,” she said.",
    ];
    check(&page, &[&format!("# {}", page[2]), page[6], page[7]]);
}

#[test]
fn a_standfirst_stands_above_the_date() {
    let page = [
        "All the Korea there is",
        "Culture",
        "Screen goes home after a century",
        "The museum in Paris lends it for two years.",
        "June 14, 2025",
        "It left Seoul in a crate.",
    ];
    check(&page, &[&format!("# {}", page[2]), page[3], page[5]]);
}

#[test]
fn a_short_headline_may_be_what_somebody_said() {
    let page = [
        "사회",
        "“끝까지 간다”",
        "입력 2025-09-04 07:38",
        "그는 3일 이렇게 말했다.",
    ];
    check(&page, &["# “끝까지 간다”", page[3]]);
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
