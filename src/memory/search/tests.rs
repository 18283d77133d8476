use super::*;
use crate::tmx::props;

const PAIRS: [(&str, &str); 5] = [
    (
        "항구가 사흘 만에 다시 열렸다.",
        "The harbor reopened after three days.",
    ),
    (
        "두 나라는 정상 회담에서 항구 공동 이용에 뜻을 모았다.",
        "The two agreed at the summit to share the port.",
    ),
    (
        "남북정상회담은 4월에 열린다.",
        "The inter-Korean summit meeting is in April.",
    ),
    (
        "회담은 열리지 않았고 두 정상은 편지를 나눴다.",
        "There was no meeting; the two leaders exchanged letters.",
    ),
    (
        "시장은 선물로 물을 샀다.",
        "The mayor bought water as a gift for 2,100 won.",
    ),
];

/// The texts that answer, each with how, and the words that were found there.
fn found(text: &str, least: f64) -> Vec<(Fit, String, String)> {
    let unit = |&(korean, english): &(&str, &str)| {
        Ok(Unit::new("u", ("ko-KR", korean), ("en-US", english)))
    };
    let found = Search::new(text, least).unwrap();
    let found = found.find([PAIRS.iter().map(unit)], 10, |_| {}).unwrap();
    let words = |found: &Match| {
        let words = found.found.iter().map(|range| &found.text[range.clone()]);
        words.collect::<Vec<_>>().join("|")
    };
    let found = found
        .iter()
        .map(|found| (found.fit, words(found), found.text.clone()));
    found.collect()
}

#[track_caller]
fn check(text: &str, expected: &[(Fit, &str, &str)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|&(fit, words, text)| (fit, words.to_owned(), text.to_owned()))
        .collect();
    assert_eq!(found(text, 0.7), expected);
}

#[test]
fn korean_words_stand_in_compounds_and_before_particles() {
    let [(reopened, _), (agreed, _), (april, _), (letters, _), _] = PAIRS;
    check(
        "정상회담을",
        &[
            (Fit::Phrase, "남북정상회담은", april),
            (Fit::Phrase, "정상|회담에서", agreed),
        ],
    );
    check(
        "정상 회담",
        &[
            // As it is written, although the text is longer.
            (Fit::Phrase, "정상|회담에서", agreed),
            (Fit::Phrase, "남북정상회담은", april),
            (Fit::Words, "회담은|정상은", letters),
        ],
    );
    check(
        "항구",
        &[
            (Fit::Phrase, "항구가", reopened),
            (Fit::Phrase, "항구", agreed),
        ],
    );
    // A single syllable stands in too many words: 선물.
    check("물", &[(Fit::Phrase, "물을", PAIRS[4].0)]);
}

#[test]
fn english_words_stand_in_any_form() {
    check(
        "exchanging letter",
        &[(Fit::Phrase, "exchanged|letters", PAIRS[3].1)],
    );
    check(
        "meetings summits",
        &[(Fit::Words, "summit|meeting", PAIRS[2].1)],
    );
    check("2,100", &[(Fit::Phrase, "2,100", PAIRS[4].1)]);
    check("harbour", &[]);
}

#[test]
fn sentences_find_what_is_nearly_the_same() {
    let harbor = PAIRS[0].0;
    check(
        harbor,
        &[(Fit::Similar(1.0), "항구가|사흘|만에|다시|열렸다", harbor)],
    );
    // The same words without a mark.
    let found = found("항구가 사흘 만에 다시 열렸다", 0.7);
    assert_eq!(found[0].0, Fit::Similar(0.99));
    // Of five words one letter of three and one of two differ.
    let similar = 1.0 - (1.0 / 3.0 + 1.0 / 2.0) / 5.0;
    let found = self::found("항구는 나흘 만에 다시 열렸다.", 0.7);
    let Fit::Similar(share) = found[0].0 else {
        panic!("{found:?}")
    };
    assert!((share - similar).abs() < 1e-9, "{share}");
}

#[test]
fn a_sentence_of_several_is_found() {
    let merged = format!("{} {}", PAIRS[0].0, PAIRS[4].0);
    let unit = |korean: &str| Ok(Unit::new("u", ("ko", korean), ("en", "Both.")));
    let fits = |text: &str, unit_text: &str| {
        let found = Search::new(text, 0.7)
            .unwrap()
            .find([[unit(unit_text)]], 1, |_| {});
        found.unwrap().first().map(|found| found.fit)
    };
    assert_eq!(fits(PAIRS[0].0, &merged), Some(Fit::Similar(0.99)));
    assert_eq!(fits(&merged, PAIRS[0].0), Some(Fit::Similar(0.99)));
    assert_eq!(fits(&merged, &merged), Some(Fit::Similar(1.0)));
    assert_eq!(fits(PAIRS[2].0, &merged), None);
}

#[test]
fn latin_words_stand_in_korean_and_what_was_rejected_is_no_answer() {
    let mut unit = Unit::new(
        "u",
        ("ko", "양해각서(MOU)를 맺었다."),
        ("en", "They signed it."),
    );
    let find = |unit: &Unit| {
        let found = Search::new("MOU", 0.7)
            .unwrap()
            .find([[Ok(unit.clone())]], 1, |_| {});
        found
            .unwrap()
            .into_iter()
            .map(|found| found.translation)
            .collect::<Vec<_>>()
    };
    assert_eq!(find(&unit), ["They signed it."]);
    unit.set_prop(props::DECISION, "reject");
    assert!(find(&unit).is_empty());
    unit.set_prop(props::DECISION, "accept");
    unit.variants[1].set_text(" ");
    assert!(find(&unit).is_empty());
}

#[test]
fn the_same_pair_is_found_once_and_the_best_are_kept() {
    let search = Search::new("항구", 0.7).unwrap();
    let unit =
        |&(korean, english): &(&str, &str)| Ok(Unit::new("u", ("ko", korean), ("en", english)));
    let twice = || [PAIRS.iter().map(unit), PAIRS.iter().map(unit)];
    let mut looked_at = 0;
    let all = search.find(twice(), 10, |units| looked_at += units);
    assert_eq!(all.unwrap().len(), 2);
    assert_eq!(looked_at, 10);
    let best = search.find(twice(), 1, |_| {}).unwrap();
    assert_eq!((&*best[0].text, best[0].memory), (PAIRS[0].0, 0));
    for nothing in ["", "?!", "日本", "\u{feff}"] {
        assert!(matches!(
            Search::new(nothing, 0.7),
            Err(Error::NothingToFind { .. })
        ));
    }
}

#[test]
fn each_text_of_a_language_is_looked_at() {
    let mut unit = Unit::new("u", ("ko", "문을 닫아라."), ("en-GB", "Close the door."));
    unit.variants.push(Variant::new("en-US", "Shut the door."));
    let find = |text: &str| {
        let found = Search::new(text, 0.7).unwrap();
        let found = found.find([[Ok(unit.clone())]], 5, |_| {}).unwrap();
        found
            .into_iter()
            .map(|found| found.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(find("shut"), ["Shut the door."]);
    assert_eq!(find("close"), ["Close the door."]);
    assert_eq!(find("닫다"), ["문을 닫아라."]);
}
