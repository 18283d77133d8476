//! What numbers two texts do not share.

use super::*;

/// What a pair lacks on each side.
fn check(korean: &str, english: &str, expected: (&[&str], &[&str])) {
    let found = difference(korean, english, Published::default());
    let lists = |side: &[&str]| side.iter().map(|&form| form.to_owned()).collect();
    let expected = Difference {
        korean: lists(expected.0),
        english: lists(expected.1),
        is_loose: found.is_loose,
        is_certain: found.is_certain,
    };
    assert_eq!(found, expected, "{korean} | {english}");
}

#[test]
fn numbers_told_otherwise_are_no_difference() {
    for (korean, english) in [
        (
            "23시에 시작해 0시에 끝났다",
            "It began at 11 p.m. and ended at midnight.",
        ),
        (
            "30분 넘게 이어졌다",
            "It went on for more than half an hour.",
        ),
        ("수출이 25퍼센트 늘었다", "Exports rose by a quarter."),
        ("대상의 90%가 찬성했다", "Nine in ten were in favor."),
        ("20년 만의 일이다", "It had not happened for two decades."),
        ("1960∼70년대의 영화", "films of the 1960s and 1970s"),
        ("20대 여성", "a woman in her twenties"),
        (
            "비용은 2조2000억 원에서 3조 원으로 뛴다",
            "It will go up from 2.2 to 3 trillion won.",
        ),
        ("1시간 30분이 걸렸다", "It took 90 minutes."),
        (
            "2분 30초마다 온다",
            "They run every two and a half minutes.",
        ),
        ("12초87로 우승했다", "He won in 12.87 seconds."),
        ("6·25전쟁과 코로나19", "the Korean War and the pandemic"),
        ("28일 발표했다", "It said so on Tuesday."),
        ("2025∼2026시즌", "the 2025-26 season"),
        ("0.25%포인트", "25 basis points"),
        ("36개월", "three years"),
        ("백여 명과 반세기", "about 100 people and half a century"),
        ("4.72%", "4.7 percent"),
        ("세 배로", "tripled"),
        (
            "4860가구 가운데 612가구",
            "more than 600 of the nearly 5,000 households",
        ),
        ("2.4배", "more than twice"),
        ("타율 3할1푼2리", "batting .312"),
        ("1할4푼을 깎았다", "It was cut by 14 percent."),
        ("서거 200주년", "the bicentennial of his death"),
        ("두 시간 반 만에", "two and a half hours later"),
        ("10여 곳", "a dozen places"),
        ("열 명 중 여섯은", "six in ten"),
        ("9월까지", "in the first nine months"),
        ("20만 달러(약 2억8000만 원)", "$200,000"),
        ("19만8100명", "198,000 people, nearly half of them"),
        (
            "32억 원의 피해",
            "3.2 billion won, or $2.2 million, of damage",
        ),
        ("32억 원의 피해", "3.2 billion won ($2.2 million) of damage"),
        ("67%가 찬성했다", "Two-thirds were in favor."),
        ("응답자의 33.3%", "a third of them"),
        ("2400억 원이 든다", "It will cost some $165 million."),
        (
            "전용면적 84㎡(약 25평)",
            "84 square meters (904 square feet)",
        ),
        ("14∼15일 열린다", "It takes place on Saturday and Sunday."),
        ("높이 120m에서", "at an altitude of 390 feet"),
        ("48시간 안에", "within two days"),
        ("키가 190cm다", "He stands 1.9 meters tall."),
        (
            "비트코인 30개(약 42억 원)",
            "30 bitcoins, worth about $2.9 million",
        ),
        ("영업이익(4310억 원)의 세 배", "three times its profit"),
        ("213시간 만에", "after nine days"),
        (
            "영하 12도(화씨 10.4도)",
            "-12 degrees Celsius (10 degrees Fahrenheit)",
        ),
        ("15일 15세 소년", "a 15-year-old boy on Tuesday"),
        ("1년 전만 해도", "at one point a year ago"),
        ("법은 지난해 바뀌었다", "The law changed in 2024."),
        ("2024년 10월에 시작했다", "It began last October."),
        ("지난 10월에 시작했다", "It began in October 2024."),
        ("올해 1000만 대", "10 million by the end of 2025"),
        ("19일 다시 열린다", "They reopen today."),
        ("12일 위원회를 꾸렸다", "It formed a panel yesterday."),
        ("징역 2년 6개월", "two and a half years in prison"),
        ("징역 7년 6개월", "7.5 years in prison"),
        ("응답자 10명 중 7명이", "70 percent of those asked"),
        ("3명 중 1명꼴로", "33 percent of them"),
        ("요한 바오로 23세는", "Pope John Paul XXIII"),
        ("11시 34분 떠났다", "It left at 1134 GMT."),
        ("오후 3시 34분 떠났다", "It left at 1534 local time."),
        ("87년 6월에", "in June 1987"),
        ("투표 하루 전", "24 hours before the vote"),
        ("9.11 테러", "the Sept. 11 attacks"),
        ("9.11 테러", "the 9.11 attacks"),
        ("10시(0230 GMT)", "10 a.m. (0230 GMT)"),
        ("2025.9.14", "Sept. 14, 2025"),
        ("헌법 19조", "Article 19 of the Constitution"),
        ("500억 달러를", "$50bn (£27bn)"),
    ] {
        check(korean, english, (&[], &[]));
    }
}

#[test]
fn numbers_that_differ_are_named() {
    for (korean, english, expected) in [
        (
            "23시에",
            "at 9 p.m. and 45 seconds",
            (&["23"][..], &["45", "9"][..]),
        ),
        ("25퍼센트", "half of them", (&["25"], &[])),
        ("19년 동안", "in the 20th century", (&["19"], &["20"])),
        ("28일간", "It said so on Tuesday.", (&["28"], &[])),
        (
            "5명이 숨졌다",
            "Six people were killed.",
            (&["5"], &["Six"]),
        ),
        (
            "매출은 2배로 늘었다",
            "Sales tripled.",
            (&["2"], &["tripled"]),
        ),
        ("10월 30일", "on Nov. 30", (&["10월"], &["November"])),
        (
            "서른일곱 명",
            "Fifty-one people",
            (&["서른일곱"], &["Fifty-one"]),
        ),
        ("한 사람이 두 번", "They did it again.", (&[], &[])),
        ("직원은 한 명이다", "two employees", (&["한"], &["two"])),
        ("11시 반에 열렸다", "at 11:45", (&["반"], &["45"])),
        (
            "2400억 원이 든다",
            "It will cost $650 million.",
            (&["2400억"], &["650 million"]),
        ),
        ("높이 120m에서", "490 feet up", (&["120"], &["490"])),
        (
            "32억 원의 피해",
            "3.2 billion won ($22 million) of damage",
            (&[], &["22 million"]),
        ),
        ("200만 달러(약 270억 원)", "$2 million", (&["270억"], &[])),
        (
            "오후 3시 30분",
            "at 3:30 a.m.",
            (&["오후 3시"], &["3 a.m."]),
        ),
        ("2억 원", "$200 million", (&["2억원"], &["$200 million"])),
        (
            "3년 동안",
            "for three months",
            (&["3년"], &["three months"]),
        ),
        ("영하 12도", "12 degrees", (&["영하 12도"], &["12 degrees"])),
        ("영하 12도", "minus 12 degrees", (&[], &[])),
        ("영하 12도", "12 degrees below zero", (&[], &[])),
        (
            "2.5%포인트",
            "2.5 percent",
            (&["2.5%포인트"], &["2.5 percent"]),
        ),
        ("27km", "27 miles", (&["27 km"], &["27 miles"])),
        ("300mm", "300 inches", (&["300 mm"], &["300 inches"])),
        ("84㎡", "84-square-foot", (&["84㎡"], &["84 square foot"])),
        ("밤 11시", "at 11 a.m.", (&["밤 11시"], &["11 a.m."])),
        ("15시에", "at 3 a.m.", (&["15시"], &["3 a.m."])),
        ("시속 120km", "120 mph", (&["시속 120 km"], &["120 mph"])),
        ("48시간", "48 days", (&["48시간"], &["48 days"])),
        (
            "300평",
            "300 square meters",
            (&["300평"], &["300 square meters"]),
        ),
        ("2억 달러, 2억 원", "$200 million", (&[], &[])),
        ("오전 3시에 세 명이", "Three people at 3 a.m.", (&[], &[])),
        ("36개월", "three years", (&[], &[])),
        ("33.3%", "a quarter", (&["33.3"], &[])),
        ("지난해", "2,024 people", (&[], &["2,024"])),
        ("지난해 늘었다", "2024 people", (&[], &["2024"])),
        ("지난해 1500명", "1987 runners", (&["1500"], &["1987"])),
        ("작년 2024명", "last year", (&["2024"], &[])),
        ("지난해", "last year, and in 2019", (&[], &["2019"])),
        ("지난 14일", "in 2024", (&["14"], &["2024"])),
        ("2024년", "at last", (&["2024"], &[])),
        ("10명 중 6명", "70 percent", (&["6", "10"], &["70"])),
        ("500㎿", "500 gigawatts", (&["500㎿"], &["500 gigawatts"])),
        ("이틀 뒤", "two hours later", (&["이틀"], &["two hours"])),
        ("하루에만 300명", "200 people", (&["300"], &["200"])),
        ("사흘에 걸쳐", "for four days", (&["사흘"], &["four"])),
        ("11시 34분", "at 1135 GMT", (&["34"], &["1135"])),
        ("베네딕토 15세", "Benedict XVI", (&["15"], &[])),
    ] {
        check(korean, english, expected);
    }
}

#[test]
fn what_may_hide_a_difference_is_loose() {
    for (korean, english, is_loose) in [
        ("30분", "half an hour", true),
        ("4860명", "nearly 5,000 people", true),
        ("4860명", "about 4,860 people", false),
        ("20만 달러(2억8000만 원)", "$200,000", false),
        ("2억8000만 원", "$200,000", true),
        ("30분", "30 minutes", false),
        ("3시간 걸렸다", "It was long.", true),
        ("양측은", "the two sides", false),
        ("10시 반에", "at 10:30 a.m.", false),
        ("4분의 3", "a quarter", true),
        ("지난해", "in 2024", true),
        ("지난해 3명", "three people last year", false),
    ] {
        let found = difference(korean, english, Published::default());
        assert_eq!(
            (found.is_none(), found.is_loose),
            (true, is_loose),
            "{korean} | {english}"
        );
    }
}

#[test]
fn years_told_by_words_are_known_where_the_date_is() {
    let published = Published {
        korean: Some(jiff::civil::date(2025, 9, 4)),
        english: None,
    };
    for (korean, english, is_none) in [
        ("지난해 바뀌었다", "It changed in 2024.", true),
        ("지난해 바뀌었다", "It changed in 2023.", false),
        ("2026년 6월 시작한다", "It begins next June.", true),
        ("2027년 6월 시작한다", "It begins next June.", false),
    ] {
        let found = difference(korean, english, published);
        assert_eq!(found.is_none(), is_none, "{korean} | {english}");
        assert!(!found.is_loose, "{korean} | {english}");
    }
}
