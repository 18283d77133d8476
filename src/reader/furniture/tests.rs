//! Pages, headlines and sentences that the rules must tell apart.

mod captions;
mod ends;
mod headlines;
mod korean;

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
fn small_lines_around_an_article() {
    let (headline, text) = ("첫눈 내린 한라산", "한라산에 3일 첫눈이 내렸다.");
    let (headline_en, text_en) = (
        "First snow on Halla",
        "The first snow of the year fell on Mount Halla on Monday.",
    );
    for line in [
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

#[test]
fn sentences_that_speak_of_furniture_stay() {
    for sentence in [
        "생성형 AI가 만든 가짜 영상이 선거판을 흔들고 있다.",
        "개막 5연승 질주한 원주 DB",
        "민간에 문 여는 공공 데이터 DB",
        "기자가 쓴 글과 AI가 요약한 글을 독자들은 구분하지 못했다.",
        "AI가 상담 내용을 요약한 글에는 틀린 날짜가 세 군데나 있었다. 은행은 사과했다.",
        "챗GPT 같은 AI가 1분 만에 책 한 권을 요약했습니다.",
        "Text 119 or use the app if you cannot speak, fire officials advised.",
        "Website engineers at Kakao worked through the night to restore the service.",
        "Reading at the city's libraries is free for all residents, including foreigners.",
        "Summaries are generated by AI within seconds, but doctors must check each one.",
        "We use cookies as bait, the trapper said, and raccoons come by the dozen.",
        "The post of chief justice appeared first on the agenda, but was not filled.",
        "The film was republished with permission of the family, the court heard.",
        "Liked what you saw in Seoul? Busan will surprise you even more.",
        "The Korean text is a summary of the deal and has no legal force, the ministry said.",
        "The English version is a translation of the Japanese original, and the two differ on one key word.",
        "The prison's new warden welcomes letters from families. He reads each one.",
        "Letters may be cut to three deliveries a week, Korea Post said.",
        "Best viewed at dawn, the royal tombs draw photographers from across the country.",
        "The site is best viewed at sunset from the hill across the river.",
        "This text was taken from a diary the girl kept during the war.",
        "이 기사는 사람이 아닌 로봇 기자가 썼다. 독자 열 명 중 여덟은 알아채지 못했다.",
        "제 꿈은 뉴스 앵커였습니다. (웃음)",
        "King's lost letter turns up in Tokyo (National Archives)",
        "This is not financial advice.",
        "Please take a second and vote, the candidate begged young people outside the station.",
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
        "(c) The minister shall decide within 30 days.",
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
        "문은 늘 열려 있다. (웃음)",
        "책임은 정부에 있다. (김민수 서울대 교수)",
        "SNS 때문입니다.",
        "저는 사회부 기자입니다.",
        "부끄럽지만 저도 그런 기자였습니다.",
        "▲영업이익 10조원/매출 70조원",
        "The author's first novel won the prize in 2016.",
        "Google uses cookies to follow users around the web.",
        "이 사이트는 중국에서 운영되고 있다.",
        "쉼터는 시민들의 후원금으로 운영됩니다.",
        "이메일 주소는 공개되지 않았다.",
        "The article does not reflect the truth, the ministry said.",
        "그는 페이스북 글에서 회사의 방침이나 입장과는 무관하다고 했다.",
        "Next: What comes after the truce?",
        "◆ 교육 ◆",
        "금 3 | 은 2 | 동 5 | 종합 4위",
        "They rebuilt the school with the help of aid from Korea.",
        "양국은 정보를 실시간으로 공유하기로 했다.",
        "이 글은 김 교수의 저작물을 그대로 베낀 것으로 드러났다.",
        "NATO, Korea Sign Pact",
        "Lawmakers to Resume Talks on Ratifying Korea-U.S. FTA",
        "Under the revised law, photographs must not be republished without prior consent.",
        "This column does not represent the position of North Korea, analysts say.",
        "이 교수는 전자우편으로 답변을 보내주었다.",
        "국립중앙박물관의 자료는 공공누리 1유형으로 누구나 쓸 수 있다.",
        "경험을 공유해 주신 환자들께 감사드린다.",
        "지금까지 알려진 소문은 모두 가짜 뉴스 때문입니다.",
        "Written by Han Kang and published in 2007, it was translated by Deborah Smith in 2015.",
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
        "(c) The Hangang Daily. Reproduction without permission is prohibited.",
        "(C) 한강일보, 무단 복제 금지",
        "(c) 2025 Hangang Media",
    ] {
        let page =
            format!("The river rises\nThe water came at night.\n{line}\nNobody in the town slept.");
        let (kept, _) = sort(&page);
        assert!(!kept.iter().any(|kept| kept == line), "{line}");
        assert_eq!(kept.len(), 3, "{kept:?}");
    }
}

#[test]
fn what_the_page_shows_of_the_text_again_goes() {
    let quote = "“There was an inch between us and the water.”";
    let page = format!("The river rises\nShe looked. {quote} Then she ran.\n{quote}\nIt held.");
    let (kept, left) = sort(&page);
    assert_eq!(kept.len(), 3, "{left:?}");
    assert_eq!(left, [format!("pull quote: {quote}")]);
}
