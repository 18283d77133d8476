//! Numbers in both languages: what is one, and what is none.

use super::*;
use crate::token::tokens;

fn check(language: Language, text: &str, expected: &[f64]) {
    let values: Vec<f64> = find(&tokens(text), language, &Tails::default())
        .into_iter()
        .map(|found| match found.quantity {
            Quantity::Number(value) => value,
            Quantity::Month(month) => -f64::from(month),
        })
        .collect();
    assert_eq!(values, expected, "{text}");
}

#[test]
fn korean_numbers() {
    for (text, expected) in [
        ("1조2000억 원", &[1.2e12][..]),
        ("1조 2000억원을", &[1.2e12]),
        ("2억 5천만 원", &[2.5e8]),
        ("1만 500명", &[10_500.0]),
        ("2조 3경기에서", &[2e12, 3.0]),
        ("1억 20명에게", &[1e8, 20.0]),
        ("10만 3곳", &[100_000.0, 3.0]),
        ("12조3천억", &[12.3e12]),
        ("1억1천만 달러", &[1.1e8]),
        ("3만5000명", &[35_000.0]),
        ("3만 5000명", &[35_000.0]),
        ("6년 8개월", &[6.0, 8.0]),
        ("1년 3개월 만", &[1.0, 3.0, 15.0]),
        ("2023년 3개월", &[2023.0, 3.0]),
        ("82만 명", &[820_000.0]),
        ("5천여 명", &[5_000.0]),
        ("2백만 원", &[2_000_000.0]),
        ("3천5백 명", &[3_500.0]),
        ("1,234.5억", &[1_234.5e8]),
        ("1,2호기", &[1.0, 2.0]),
        ("２０．５％와 ３，０００명", &[20.5, 3_000.0]),
        ("12.5%", &[12.5]),
        ("세 번째", &[3.0]),
        ("두 차례", &[2.0]),
        ("열두 명", &[12.0]),
        ("스물다섯 살", &[25.0]),
        ("첫 번째", &[1.0]),
        ("사흘 동안", &[3.0]),
        ("백만 달러", &[1e6]),
        ("만 명", &[10_000.0]),
        ("9월 3일", &[-9.0, 3.0]),
        ("2019년 1월", &[2019.0, -1.0]),
        ("2025. 9. 4.", &[2025.0, 9.0, 4.0]),
        ("2025.9.4", &[2025.0, -9.0, 4.0]),
        (
            "2025.13.4, 192.9.168.4, 4.0.1",
            &[2025.0, 13.0, 4.0, 192.0, 9.0, 168.0, 4.0, 4.0, 0.0, 1.0],
        ),
        ("9.11 테러", &[-9.0, 11.0]),
        ("6.25전쟁과 6.15 공동선언", &[-6.0, 25.0, -6.0, 15.0]),
        ("오전 10시(0230 GMT), 0230호", &[10.0, 2.0, 30.0, 230.0]),
        ("911테러와 625 전쟁", &[-9.0, 11.0, -6.0, 25.0]),
        (
            "625명, 911건, 31 운동, 91.1 사건",
            &[625.0, 911.0, 31.0, 91.1],
        ),
        ("6.25% 오른 9.11달러, 7.25 전쟁", &[6.25, 9.11, 7.25]),
        ("8•15 광복절", &[-8.0, 15.0]),
        ("헌법 9조와 민법 4조 2항", &[9.0, 4.0, 2.0]),
        ("헌법 3조 원 편성, 방법 5조 규모", &[3e12, 5e12]),
        ("10명 중 7명", &[10.0, 7.0, 70.0]),
        ("5가구 가운데 1가구", &[5.0, 1.0, 20.0]),
        ("열 명 중 여섯은", &[10.0, 6.0, 60.0]),
        ("열명 중 일곱명은", &[10.0, 7.0, 70.0]),
        (
            "7월 중 3일, 5명 중상 2명, 3개 중 5개",
            &[-7.0, 3.0, 5.0, 2.0, 3.0, 5.0],
        ),
        ("500명 중 3명", &[500.0, 3.0]),
        ("7년 6개월", &[7.0, 6.0, 7.5]),
        ("7년 3개월", &[7.0, 3.0]),
        ("오후 3시 30분", &[3.0, 30.0]),
        ("70~90%", &[70.0, 90.0]),
        ("조만간 세계는 한 시대의 두려움을 천천히", &[]),
        ("한편 정부는 서해에서 석방된 선원의 새 조건을 밝혔다", &[]),
        ("세대의 두통과 열대의 조명", &[]),
        ("세번째 두명", &[3.0, 2.0]),
        ("백만명이 만 명을", &[1e6, 10_000.0]),
        ("10월 5만 원", &[-10.0, 50_000.0]),
        ("2018년 2분기", &[2018.0, 2.0]),
        ("4분의 3과 16분의 5", &[4.0, 3.0, 16.0, 5.0, 75.0, 31.25]),
        ("환갑을 맞은 그는 팔순 노모와", &[60.0, 80.0]),
        ("7경기에서 34경기", &[7.0, 34.0]),
        ("2천경기 1만경기", &[2000.0, 10_000.0]),
        ("헌법제66조", &[66.0]),
        ("1년 반등을", &[1.0]),
        ("6경 원", &[6e16]),
        ("제3조 2항", &[3.0, 2.0]),
        ("1년 반 동안", &[1.0, 18.0]),
        ("3시 반경", &[3.0, 30.0]),
        ("2년 반대", &[2.0]),
        ("한 시간 반을", &[1.0, 90.0]),
        ("두시간 반을", &[2.0, 150.0]),
        ("1시간 30분", &[1.0, 30.0, 90.0]),
        ("12초89로", &[12.89]),
        ("10분의 1만 행방이", &[10.0, 1.0, 10.0]),
        ("2인 1조로 3인 1억 원", &[2.0, 1.0, 3.0, 1e8]),
        ("일흔에 쉰여섯 나이에 일흔여덟인", &[70.0, 56.0, 78.0]),
        ("열이틀간 스무 살가량", &[12.0, 20.0]),
        ("열세를 쉰 목소리로", &[]),
        (
            "오십 분 사십일 분 이백오십 명 삼만 원",
            &[50.0, 41.0, 250.0, 30_000.0],
        ),
        ("구조 개편과 이천 시민", &[]),
        ("만 이천 명", &[12_000.0]),
        ("삼십오만 육천 원을", &[356_000.0]),
        ("3할1푼2리", &[3.0, 1.0, 2.0, 0.312]),
        ("3할", &[3.0]),
        ("5만 천5백원과 5만 천 5백원", &[51_500.0, 51_500.0]),
        (
            "5만 천안 5백원, 5백 천5백원",
            &[50_000.0, 500.0, 500.0, 1500.0],
        ),
        (
            "세시 반에, 열한시쯤, 두시 십오분, 네시까지",
            &[3.0, 11.0, 2.0, 15.0, 4.0, 30.0],
        ),
        ("세시 풍속은 한시적이고 한시 두 편을", &[2.0]),
        ("0715GMT에, 0715호", &[7.0, 15.0, 715.0]),
        ("2할9리", &[2.0, 9.0, 0.209]),
        ("구조대가 구조 회의에서 서명을", &[]),
        ("만 십팔 세, 만 세 살", &[18.0, 3.0]),
        ("10~12월", &[-10.0, -12.0]),
        ("9조 원, 조 단위, 수조 원", &[9e12]),
        ("6·25전쟁", &[-6.0, 25.0]),
        ("2·3위", &[2.0, 3.0]),
        ("천5백 마리와 천 5백 명", &[1_500.0, 1_500.0]),
        ("만 2천 대와 만5천 가마", &[12_000.0, 15_000.0]),
        ("책 백20권에 천2백억 원", &[120.0, 1.2e11]),
        ("만 2천5백 명", &[12_500.0]),
        ("만 20세와 만19세", &[20.0, 19.0]),
        ("인천 5백 명, 가죽 백 50만 원", &[500.0, 500_000.0]),
    ] {
        check(Language::Korean, text, expected);
    }
}

#[test]
fn english_numbers() {
    for (text, expected) in [
        ("1.2 trillion won", &[1.2e12][..]),
        ("$110 million", &[1.1e8]),
        ("a $1.5bn plan", &[1.5e9]),
        ("820,000 people", &[820_000.0]),
        ("six years and eight months", &[6.0, 8.0]),
        ("twenty-five", &[25.0]),
        ("two hundred and fifty thousand", &[250_000.0]),
        ("a million", &[1e6]),
        ("the third time", &[3.0]),
        ("21st century", &[21.0]),
        ("the 1990s", &[1990.0]),
        ("Sept. 3", &[-9.0, 3.0]),
        ("January 2019", &[-1.0, 2019.0]),
        ("he may go in May", &[-5.0]),
        ("7:30 p.m.", &[7.0, 30.0]),
        ("29-year-old", &[29.0]),
        ("70-90%", &[70.0, 90.0]),
        ("seven in 10", &[7.0, 70.0, 10.0]),
        ("in 2024, 3 people", &[2024.0, 3.0]),
        ("35 thousand", &[35_000.0]),
        ("two thousand five hundred residents", &[2_500.0]),
        ("5 bn won", &[5e9]),
        ("March on Washington in March 1963", &[-3.0, 1963.0]),
        ("twice", &[2.0]),
        ("two dozen", &[24.0]),
        ("batted .407 (.301) $.50", &[0.407, 0.301, 0.5]),
        ("ended.12 came", &[12.0]),
        ("two decades, three centuries, decades of", &[20.0, 300.0]),
        (
            "a century-old in the 19th and the sixth century",
            &[100.0, 19.0, 6.0],
        ),
        (
            "half a million, a quarter of a million",
            &[500_000.0, 250_000.0],
        ),
        ("half-century, half trillion", &[50.0, 5e11]),
        ("two and a half million", &[2_500_000.0]),
        ("a 30-second ad, the twenty-second", &[30.0, 22.0]),
        ("$1.5B", &[1.5e9]),
        (
            "two and a half minutes, 1 and a quarter",
            &[2.5, 50.0, 1.25, 25.0],
        ),
        ("an hour and a half", &[90.0]),
        (
            "nine in ten, 4 out of 5, nine-tenths",
            &[9.0, 90.0, 10.0, 4.0, 80.0, 5.0, 9.0, 90.0, 10.0],
        ),
        ("in their twenties, thirtyfold", &[20.0, 30.0]),
        ("an eight-hundredth", &[800.0]),
        ("at 0715 (1215 GMT)", &[7.0, 15.0, 12.0, 15.0]),
        ("at 1530 local time, by 0900.", &[15.0, 30.0, 9.0]),
        ("0333 hours, 0000 GMT", &[3.0, 33.0, 0.0]),
        (
            "the 2008 local elections, 0860, 555-0140, 1500 hours",
            &[2008.0, 860.0, 555.0, 140.0, 1500.0],
        ),
        ("Pope John Paul II", &[2.0]),
        ("Benedict XVI and Louis XIV", &[16.0, 14.0]),
        ("a VIP, the XXI and Malcolm X", &[]),
    ] {
        check(Language::English, text, expected);
    }
}

#[test]
fn other_readings_of_a_number() {
    for (language, text, expected) in [
        (Language::Korean, "23시에", &[11.0][..]),
        (Language::Korean, "0시쯤", &[12.0]),
        (Language::Korean, "23시간", &[]),
        (Language::Korean, "70년대", &[1970.0]),
        (Language::Korean, "1960∼70년대", &[1970.0]),
        (Language::Korean, "2∼3조 원", &[2e12]),
        (Language::Korean, "2∼3명", &[]),
        (Language::Korean, "2년 6개월", &[2.5]),
        (Language::Korean, "87년에 05년부터", &[1987.0, 2005.0]),
        (Language::Korean, "87년 만, 87년간, 20년, 5년, 187년", &[]),
        (Language::English, "from $2.2 to $3.1 trillion", &[2.2e12]),
        (Language::English, "a fifth", &[20.0, 0.2]),
        (Language::English, "the twenty-fifth", &[]),
        (Language::English, "half an hour", &[0.5, 30.0, 500.0]),
        (
            Language::English,
            "the 100m dash, (100m) $5m",
            &[100.0, 100.0],
        ),
        (
            Language::English,
            "85-million members, a 3-m high wall",
            &[],
        ),
        (Language::Korean, "1세기 만에", &[100.0]),
        (Language::Korean, "6할이", &[60.0, 0.6]),
        (Language::English, "at 1534 GMT", &[3.0]),
        (Language::English, "up 25bp, 25 basis points", &[0.25, 0.25]),
        (Language::English, "25 base points", &[]),
    ] {
        let found = find(&tokens(text), language, &Tails::default());
        let others: Vec<f64> = found.into_iter().flat_map(|found| found.others).collect();
        assert_eq!(others, expected, "{text}");
    }
}

#[test]
fn foreign_sums_in_brackets_are_asides() {
    let text = "13.2 billion won ($9.3 million, 7 percent) for 12 (US$10 each) of 20 (or $";
    let found = find(&tokens(text), Language::English, &Tails::default());
    let asides: Vec<bool> = found.iter().map(|found| found.is_weak).collect();
    assert_eq!(asides, [false, true, false, false, true, false]);
    let text = "a $50bn (£27bn, 27 times) plan, £27bn";
    let found = find(&tokens(text), Language::English, &Tails::default());
    let asides: Vec<bool> = found.iter().map(|found| found.is_weak).collect();
    assert_eq!(asides, [false, true, false, false]);
}

#[test]
fn roundings_are_told_from_other_numbers() {
    assert!(is_rounding(1.2345e12, 1.23e12));
    assert!(is_rounding(1.2345e12, 1.2e12));
    assert!(!is_rounding(1.2345e12, 1.3e12));
    assert!(!is_rounding(1.2345e12, 1e12));
    assert!(!is_rounding(1.2e12, 1.2e12));
    assert!(!is_rounding(12.0, 10.0));
    assert!(is_rounding(4.72, 4.7));
    assert!(!is_rounding(4.72, 4.8));
    assert!(!is_rounding(0.25, 0.3));
    assert!(!is_rounding(2035.0, 2030.0));
}

#[test]
fn round_numbers_are_told_for_exact_ones() {
    for (about, exact, round) in [
        (About::Below, 4860.0, 5000.0),
        (About::Above, 612.0, 600.0),
        (About::Near, 38.0, 40.0),
        (About::Above, 2.4, 2.0),
    ] {
        assert!(about.tells(exact, round), "{about:?} {round}");
    }
    for (about, exact, round) in [
        (About::Above, 4860.0, 5000.0),
        (About::Below, 612.0, 600.0),
        (About::Near, 47.0, 40.0),
        (About::Near, 40.0, 38.0),
        (About::Above, 40.0, 40.0),
        (About::Below, 12.0, 1000.0),
        (About::Near, 52.0, 100.0),
        (About::Above, 1999.0, 1000.0),
    ] {
        assert!(!about.tells(exact, round), "{about:?} {round}");
    }
}

#[test]
fn words_before_a_number_say_how_exact_it_is() {
    for (text, expected) in [
        ("nearly 5,000", Some(About::Below)),
        ("more than $600", Some(About::Above)),
        ("less than five", Some(About::Below)),
        ("some 40", Some(About::Near)),
        ("the 40", None),
        ("rather than 40", None),
    ] {
        let found = find(&tokens(text), Language::English, &Tails::default());
        assert_eq!(found[0].about, expected, "{text}");
    }
}
