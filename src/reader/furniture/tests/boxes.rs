//! What stands between the paragraphs of a page that was copied.

use super::*;

const ABOVE: [&str; 6] = [
    "나란일보",
    "정치",
    "경제",
    "로그인",
    "함주 가야 고분서 1500년 전 유리잔 출토",
    "입력 2026.03.11. 09:42",
];
const TEXT: [&str; 3] = [
    "경남 함주군의 가야 고분에서 1500년 전 유리잔이 나왔다.",
    "국립가야문화연구원은 말뫼 고분군 17호분에서 유리잔 1점과 금동 말갖춤 23점을 찾아냈다고 13일 밝혔다. 유리잔은 높이 \
     8.4cm이며 둥근 점무늬가 세 줄로 둘러져 있다.",
    "무덤의 주인은 키 165cm가량의 20대 여성으로 추정된다. 머리맡에서는 복숭아씨 60여 개가 담긴 토기도 함께 나왔다.",
];
const BELOW: [&str; 3] = [
    "길동인 기자 gil@example.com",
    "많이 본 뉴스",
    "“빵값 왜 이래” 시민들 분통",
];

/// What of a page stays whose text has `between` behind its first paragraph and before its last.
fn kept_around(between: &[&str]) -> Vec<String> {
    let [lead, middle, last] = TEXT;
    let text = [&[lead], between, &[middle], between, &[last]].concat();
    sort(&[&ABOVE[..], &text, &BELOW].concat().join("\n")).0
}

#[test]
fn a_box_takes_no_paragraph_with_it() {
    for between in [
        &["음소거"][..],
        &["찬성 62%", "반대 38%"],
        &["여러분의 생각은?", "찬성 62%", "반대 38%", "투표하기"],
        &["이 기사 듣기", "속도", "1.0x"],
        &[
            "Instagram에서 이 게시물 보기",
            "민들레(@mindeulle)님의 공유 게시물",
        ],
        &["동영상 보기", "00:00", "02:31", "재생"],
    ] {
        let kept = kept_around(between);
        assert_eq!(kept[0], format!("# {}", ABOVE[4]), "{between:?}");
        let is_box = |line: &String| between.contains(&line.as_str());
        let text: Vec<&String> = kept[1..].iter().filter(|line| !is_box(line)).collect();
        assert_eq!(text, TEXT, "{between:?}");
        // One line may be a heading.
        assert!(between.len() == 1 || !kept.iter().any(is_box), "{kept:?}");
    }
}

#[test]
fn lists_and_interviews_stay() {
    for between in [
        &[
            "▲ 식사 뒤 15분씩 나눠 걷는다",
            "▲ 승강기 대신 계단을 오른다",
            "▲ 오래 앉지 않는다",
        ][..],
        &[
            "하나, 정부는 전수조사하라!",
            "하나, 숙소비 공제 지침을 폐지하라!",
        ],
        &["1. 무덤의 크기", "2. 무덤의 방향"],
        &[
            "맛은요?",
            "“시어머니가 합격이라고 하셨어요. 제일 무서운 심사위원이거든요.”",
        ],
    ] {
        let expected = [&[TEXT[0]], between, &[TEXT[1]], between, &[TEXT[2]]].concat();
        assert_eq!(kept_around(between)[1..], expected, "{between:?}");
    }
}
