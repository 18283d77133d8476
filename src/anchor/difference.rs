//! The numbers that a text and its translation do not share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::day::{DayWords, Published};
use super::key::Key;
use super::places::{self, Places};
use super::tail::Tails;
use super::year::YearWords;
use super::{is_small, month_name};
use crate::article::Language;
use crate::token::tokens;

/// The numbers and months that only one of two texts has, each as it is written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Those of the Korean.
    pub korean: Vec<String>,
    /// Those of the English.
    pub english: Vec<String>,
    /// Whether there may be another, which is not seen: a number that both have is told by one of them in a word that may
    /// mean another (`half` an hour), round (`nearly 5,000`), or in another unit (`390 feet` for 120m), or one of them has a
    /// small number or one in words alone, which is often idiom.
    pub is_loose: bool,
    /// Whether each of the texts has one above ten in digits, so that none was merely left out or put in, or idiom.
    pub is_certain: bool,
}

impl Difference {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.korean.is_empty() && self.english.is_empty()
    }

    /// The numbers as sheets name them, those of the source first: `17 / none`; nothing where there is no difference.
    pub fn listed(&self, source: Language) -> Option<String> {
        let listed = |language| {
            let numbers = match language {
                Language::Korean => &self.korean,
                Language::English => &self.english,
            };
            match numbers.is_empty() {
                true => "none".to_owned(),
                false => numbers.join(", "),
            }
        };
        let sides = [source, source.other()].map(listed);
        (!self.is_none()).then(|| sides.join(" / "))
    }
}

/// What one text says alone.
#[derive(Default)]
struct Alone {
    certain: Vec<String>,
    /// Small numbers and those in words, which are often idiom: they are a difference only where the other text has a
    /// number alone as well.
    idiom: Vec<Idiom>,
    /// Ones, a difference only where the other text has a greater number alone: 한 is `a` as well.
    ones: Vec<String>,
    /// Whether there is more of idiom than a pair in words: 양측 is `the two sides`.
    is_counted: bool,
    /// Those that the other text tells in another unit, with it.
    in_other_units: Vec<String>,
    /// Months, which are a difference only where the other text has another: 9월까지 is the first nine months.
    months: Vec<String>,
}

/// Compares the numbers of a Korean text and its translation, in which 28일 and Tuesday are one day if it is known when
/// they were published, and else may be; so are 2024 and last year one year.
pub fn difference(korean: &str, english: &str, published: Published) -> Difference {
    static LISTS: LazyLock<(Tails, DayWords, YearWords)> = LazyLock::new(Default::default);
    let (tails, days, years) = &*LISTS;
    let (korean, english) = (&[tokens(korean)], &[tokens(english)]);
    let mut places = BTreeMap::new();
    places::numbers(korean, english, tails, &mut places);
    for day in days.find(korean, english, tails, published) {
        places::told_as_a_day(&mut places, &day);
    }
    if !published.is_known() && days.has_day(english) {
        places::leave_out_days(&mut places);
    }
    let texts = (&*korean[0], &*english[0]);
    let mut is_loose = years.leave_out(&mut places, texts, tails, published);
    let (mut of_korean, mut of_english) = (Alone::default(), Alone::default());
    for (key, places) in &places {
        let (side, form) = match (places.korean.is_empty(), places.english.is_empty()) {
            (false, true) => (&mut of_korean, &places.korean_form),
            (true, false) => (&mut of_english, &places.english_form),
            _ => {
                is_loose |= places.is_loose;
                // 1년 is one point in time, and other idiom.
                let is_one = *key == Key::Number(1f64.to_bits());
                if !is_one && places.korean_units.differ(&places.english_units) {
                    let korean = places.korean_form.as_deref().unwrap_or_default();
                    let english = places.english_form.as_deref().unwrap_or_default();
                    let (korean, english) = (
                        places.korean_units.of_number(korean),
                        places.english_units.of_number(english),
                    );
                    of_korean.in_other_units.push(korean);
                    of_english.in_other_units.push(english);
                }
                continue;
            }
        };
        side.add(key, places, form.as_deref().unwrap_or_default());
    }
    is_loose |= of_korean.is_counted || of_english.is_counted;
    Difference {
        korean: of_korean.beside(&of_english),
        english: of_english.beside(&of_korean),
        is_loose,
        is_certain: !of_korean.certain.is_empty() && !of_english.certain.is_empty(),
    }
}

/// A small number, or one in words.
struct Idiom {
    form: String,
    in_digits: bool,
}

impl Alone {
    fn add(&mut self, key: &Key, places: &Places, form: &str) {
        match key {
            Key::Number(bits) => {
                let value = f64::from_bits(*bits);
                if !is_small(value) && places.in_digits {
                    self.certain.push(form.to_owned());
                } else if value > 1.0 {
                    self.idiom.push(Idiom {
                        form: form.to_owned(),
                        in_digits: places.in_digits,
                    });
                    self.is_counted |= value != 2.0 || places.in_digits;
                } else {
                    self.ones.push(form.to_owned());
                }
            }
            Key::Month(month) => self.months.push(if places.english.is_empty() {
                format!("{month}월")
            } else {
                month_name(*month).to_owned()
            }),
            Key::Latin(_) | Key::Term(_) => {}
        }
    }

    /// What of it is a difference beside what the other text says alone.
    fn beside(&self, other: &Alone) -> Vec<String> {
        let is_greater = !other.certain.is_empty() || !other.idiom.is_empty();
        // A certain number for another leaves nothing that an idiom could stand for.
        let is_left = other.certain.len() > self.certain.len() || !other.idiom.is_empty();
        let idiom = self.idiom.iter().filter(|number| match number.in_digits {
            true => is_greater || !other.ones.is_empty(),
            false => is_left || !other.ones.is_empty(),
        });
        let idiom = idiom.map(|number| &number.form);
        let ones = self.ones.iter().filter(|_| is_left);
        let months = self.months.iter().filter(|_| !other.months.is_empty());
        self.certain
            .iter()
            .chain(&self.in_other_units)
            .chain(ones)
            .chain(idiom)
            .chain(months)
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
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
}
