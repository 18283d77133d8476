//! Which line is the headline.

use super::{check, sort};

#[test]
fn headlines_that_speak_of_furniture_stay() {
    for headline in [
        "[인터뷰] 홍길동 한빛시장이 말하는 항구의 내일",
        "북···미사일 두 발 또 발사",
        "美···금리 또 동결",
        "SNS 공유 급증…항구 영상에 시민들 분노",
        "Serving Seoul's homeless, one meal at a time",
        "Advertise with caution, regulator tells banks",
        "New guide to harbor fees updated 2025",
        "[Interview] Son Heung-min on life after Tottenham",
        "[Interview] 'North Korea will never give up its nukes'",
        "생성형 AI가 만든 그림, 저작권은 누구에게 있나",
        "실시간 검색어 폐지 4년, 무엇이 달라졌나",
        "급상승 검색어 조작 의혹 수사",
        "Website engineers in short supply as startups boom",
        "위기의 지방대 교수",
        "떠나는 서울대 교수",
        "Also on the table: North Korea's missiles",
        "English: Korea's Costly Obsession",
        "Text: Moon's Pyongyang Speech",
        "Next week: More rain",
        "Next Month: A Vote on the Constitution",
        "Design by AI: Who owns the work?",
        "▲다음 호남 경선이 분수령",
        "▶다음 글로벌 위기는 어디서 오나",
        "KDB welcomes letters of intent from two bidders",
        "Watch for black ice as mercury falls to minus 10 or below",
        "Back issues: Ryu out for six weeks",
        "Trending: Grandma Fashion",
        "Division: A nation still apart",
        "Posted by teen in 2019, video goes viral",
        "Translated from the Korean by AI, novel wins praise",
        "글쓴이 찾았다",
        "Address: what Korean forms of it tell us about rank",
        "New copyright law passes parliament",
        "Previous governments let farmers down, minister says",
        "More recipes from temple kitchens",
        "More photos of comet released",
        "Letters should be sent to parents, court says",
        "정부, 취약층에 마스크 제공",
        "인기 검색어 조작 업체 대표 구속 기소",
        "이메일 안 보이게 숨긴 업체 적발",
        "국내 현황도 모르는 확진자 통계",
        "한빛대 도시환경학과 교수 3명 표절",
        "코로나19 국내 현황 신규 확진 324명…사망 5명",
        "신문 기자, 방송 기자, 사진 기자들",
        "More Letters",
        "Posted by mistake, letter of 1921 sells for $9,000",
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
        "Exports post biggest drop since 2009",
        "태풍 11호 힌남노 북상…제주 초비상",
        "공공주택 5000호 공급 추진",
        "월간지 6월호가 사라졌다",
        "조회수 10억 넘긴 블랙핑크",
        "담당자 실수로 시험지 유출",
        "첨부파일 악성코드 주의보",
        "Doctors find cancers earlier with the help of AI",
        "City launches English service",
        "EU, AI 학습에 개인정보 사용 금지",
        "언론사들 AI 학습 금지 소송",
        "Walkout by Korean Air staff",
        "Church scandal revealed in newsletter",
        "War / Peace",
        "차량 등록번호 8자리 시대",
        "찬성 234 반대 56",
        "Teaching in English",
        "Booking.com: refund fights on the rise",
        "For release of hostages, Seoul turns to Qatar",
        "수도권 아파트 전세 품귀",
        "미사일 정보 실시간으로 공유하기로 합의",
        "남북미 3자 평화협정 추진",
        "다음 기사 댓글 24시간 뒤 사라진다",
        "자동 요약 기능 담은 갤럭시 출시",
        "English Edition of Pachinko Arrives in Seoul",
        "후원 계좌 공개한 후보, 하루 만에 1억 모금",
        "Writer Hwang Dies",
        "가짜뉴스 1호 법안 국회 통과",
        "Posted by mistake, exam answers go viral",
        "Contact: Koreans Search for Alien Life",
        "Posted to Korea 70 years ago",
        "전쟁>유가>물가…다시 오는 스태그플레이션",
    ] {
        let (kept, left) = sort(&format!("{headline}\nIt happened here on Monday morning."));
        assert_eq!(kept[0], format!("# {headline}"), "{left:?}");
    }
}

#[test]
fn above_its_standfirst_a_headline_may_have_words_of_its_own() {
    let page = "Harbor Sentinel Coast Edition\nA town’s long burden of sorrow\n\
        Families of the lost ferry still wait for the ship to be raised\n- By Choi Sol\n\
        The families of the ferry meet each week. The ship lies where it sank. They wait.";
    let (kept, left) = sort(page);
    assert_eq!(kept[0], "# A town’s long burden of sorrow", "{left:?}");
    assert_eq!(kept.len(), 3, "{left:?}");
}

#[test]
fn a_line_broken_off_is_no_headline() {
    let page = "Markets Fear a Jump in Oil\nMarket oil prices in\n\
        the harbor held steady through the quiet season of March and\n\
        April; the price of oil has now begun to rise. In the market halls of the harbor,\n\
        including those at the ferry, oil has reached\n6,000 won, sources say.\n\
        The source went on to say that the market was quiet.";
    let (kept, left) = sort(page);
    assert_eq!(kept[0], "# Markets Fear a Jump in Oil", "{left:?}");
    assert_eq!(kept.len(), 7, "{left:?}");
}

#[test]
fn an_interview_keeps_its_headline() {
    let page = "Kim on his new film\nQ\nWhy this story?\nA\nI had to tell it once.\nQ\nAnd now?\nA\nNow I will rest a while.";
    assert_eq!(sort(page).0[0], "# Kim on his new film");
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
fn a_byline_may_stand_above_the_headline() {
    let (headline, text) = ("Loans to count from March", "They will count from March 2.");
    for above in [
        &[
            "Business > Finance",
            "Dec. 3, 2025 20:05 KST",
            "By Hong Gil-dong",
            "gildong@example.com",
        ][..],
        &["By Hong Gil-dong"],
        &["HOME NATIONAL HEALTH"],
        &["2026년 10월 15일 목요일 A14면"],
        &[
            "경제",
            "정책·금융 | 농업",
            "세종=홍길동 기자 gildong@example.com",
        ],
        &["나란히일보 PDF 지면보기"],
        &["[Naranhi Column]"],
    ] {
        let page = [above, &[headline, text]].concat();
        check(&page, &[&format!("# {headline}"), text]);
    }
    // Without another line that may be the headline, it is.
    let headline = "By the light of the moon";
    check(&[headline, text], &[&format!("# {headline}"), text]);
}

#[test]
fn the_whole_headline_stands_below_its_beginning() {
    let text = "나란히전자는 19일 이같이 밝혔다.";
    for (title, headline) in [
        (
            "나란히전자, 21만 개 리콜",
            "나란히전자, 21만 개 리콜… 비용 1조2000억 원",
        ),
        (
            "나란히전자, 21만 개 리콜…",
            "나란히전자, 21만 개 리콜, 화재 위험에",
        ),
    ] {
        let page = [
            "경제 > 산업",
            title,
            headline,
            "홍길동 기자",
            "2026-05-19 18:27:04",
            text,
        ];
        check(&page, &[&format!("# {headline}"), text]);
    }
}

#[test]
fn a_headline_stays_above_a_sub_headline_however_it_is_written() {
    for (headline, below, text) in [
        (
            "SK하이닉스 HBM4 양산 시작",
            "차세대 메모리 시장 선점",
            "SK하이닉스가 HBM4 양산을 시작했다고 4일 밝혔다.",
        ),
        (
            "KOREA WINS GOLD IN PARIS",
            "Archers take the team title again",
            "Korea won the gold medal of the team archery event in Paris on Monday.",
        ),
        (
            "(LEAD) Seoul shares close higher",
            "Exporters lead the gains",
            "Seoul shares closed higher on Monday as exporters gained.",
        ),
        (
            "[단독] 정부 대책 발표 [종합]",
            "이르면 내달 시행",
            "정부는 4일 대책을 발표했다.",
        ),
        (
            "President Lee Visits Tokyo",
            "Two leaders to meet for dinner",
            "President Lee arrived in Tokyo on Monday.",
        ),
        (
            "Korea-Japan summit opens in Seoul",
            "Leaders to talk for two days",
            "The summit of Korea and Japan opened in Seoul on Monday.",
        ),
    ] {
        check(
            &[headline, below, text],
            &[&format!("# {headline}"), below, text],
        );
        check(
            &[headline, headline, text],
            &[&format!("# {headline}"), text],
        );
    }
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
fn sub_headlines_stay_among_dates_and_bylines() {
    let (headline, text) = (
        "Dockers return to the cranes of Mokpo",
        "Dockers at the port of Mokpo went back to work on Monday, after a strike over night shifts.",
    );
    let told = "Strike over night shifts at the port ends after nine days";
    let page = |below: &str| {
        let page = [
            headline,
            "Posted : 2026-03-17 20:12",
            below,
            "By Hong Gil-dong",
            text,
        ];
        page.map(str::to_owned)
    };
    let lines = page(told);
    let lines = lines.each_ref().map(String::as_str);
    check(&lines, &[&format!("# {headline}"), told, text]);
    let lines = page("The best of the week in your mail");
    let lines = lines.each_ref().map(String::as_str);
    check(&lines, &[&format!("# {headline}"), text]);
}
