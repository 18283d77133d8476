//! Which lines of two pages are their headlines, where a page alone leaves a choice: those that say the same.

use super::evidence::Evidence;
use super::feature::{COUNT, SkipSide, score};
use super::habits::Habits;
use super::{Aligner, Side};
use crate::anchor::Published;
use crate::article::{Article, Role, Segment, normalize};
use crate::reader::{Page, Rival, headline_and_rivals, take_for_headline};

/// By how much other lines must be worth more than those that were taken for headlines, in nats.
const LEAST_MORE: f32 = 2.0;
/// What they must gain over standing alone, in nats: lines of menus gain less by each other.
const LEAST_GAIN: f32 = 3.0;

impl Aligner {
    /// Of the lines that may be the headlines of a Korean and of an English page, takes those that say the same.
    pub(super) fn settle_headlines(
        &self,
        (korean, korean_page): (&mut Side, &Page),
        (english, english_page): (&mut Side, &Page),
    ) {
        let rivals = (
            headline_and_rivals(korean_page, &korean.article, &self.rules),
            headline_and_rivals(english_page, &english.article, &self.rules),
        );
        if rivals.0.is_empty() || rivals.1.is_empty() || rivals.0.len() + rivals.1.len() == 2 {
            return;
        }
        let lines = (
            segments(&korean.article, &rivals.0),
            segments(&english.article, &rivals.1),
        );
        let taken = |lines: &[Segment]| lines.iter().position(|line| line.role == Role::Headline);
        let Some(taken) = taken(&lines.0).zip(taken(&lines.1)) else {
            return;
        };
        let gain = self.gains(&lines.0, &lines.1);
        let worth = |(k, e): (usize, usize)| gain(k, e) + rivals.0[k].support + rivals.1[e].support;
        let (mut best, mut most) = (taken, worth(taken) + LEAST_MORE);
        for pair in (0..lines.0.len()).flat_map(|k| (0..lines.1.len()).map(move |e| (k, e))) {
            if gain(pair.0, pair.1) >= LEAST_GAIN && worth(pair) > most {
                (best, most) = (pair, worth(pair));
            }
        }
        for (side, rivals, best, taken) in [
            (korean, rivals.0, best.0, taken.0),
            (english, rivals.1, best.1, taken.1),
        ] {
            if best != taken {
                let mut article = side.article.clone();
                let former = &rivals[taken];
                let kept = former.is_text.then_some(former.span);
                take_for_headline(&mut article, rivals[best].span, kept);
                *side = self.split(article);
            }
        }
    }

    /// What a line of each language gains as one bead with the other, in nats, over standing alone.
    fn gains(&self, korean: &[Segment], english: &[Segment]) -> impl Fn(usize, usize) -> f32 {
        let means = self.means();
        let stretch = means.anchors(korean, english, Published::default());
        let evidence = Evidence::new(
            (korean, &stretch.source_concepts),
            (english, &stretch.target_concepts),
            &stretch.concepts,
            false,
            (&stretch.words, (0, 0)),
            Habits::expected(&self.weights, stretch.words.looseness()),
        );
        // A desk writes headlines anew, whatever it does with the text.
        let weights = self.weights.at(1.0);
        let mut features = [0.0; COUNT];
        let mut alone = |side, count: usize| -> Vec<f32> {
            let of_line = |line| {
                evidence.skipped(side, line, &mut features);
                score(&weights, &features)
            };
            (0..count).map(of_line).collect()
        };
        let korean_alone = alone(SkipSide::Source, korean.len());
        let english_alone = alone(SkipSide::Target, english.len());
        let mut gains = Vec::new();
        for (k, korean_alone) in korean_alone.iter().enumerate() {
            for (e, english_alone) in english_alone.iter().enumerate() {
                let is_bead = evidence.linked(0, k..k + 1, e..e + 1, &mut features);
                gains.push(match is_bead {
                    true => score(&weights, &features) - korean_alone - english_alone,
                    false => f32::NEG_INFINITY,
                });
            }
        }
        let width = english.len();
        move |k, e| gains[k * width + e]
    }
}

/// Lines of an article, as segments.
fn segments(article: &Article, rivals: &[Rival]) -> Vec<Segment> {
    let headline = article
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.role == Role::Headline);
    let segment = |(paragraph, rival): (usize, &Rival)| Segment {
        span: rival.span,
        text: normalize(&article.text[rival.span.range()]),
        paragraph,
        role: match headline.is_some_and(|headline| headline.span == rival.span) {
            true => Role::Headline,
            false => Role::Body,
        },
    };
    rivals.iter().enumerate().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Bead;

    /// The Korean headline and the lines that were left out, of a Korean page aligned with an English one.
    fn korean_headline(korean: &str, english: &str) -> (String, Vec<String>) {
        let alignment = Aligner::new().align(korean, english).unwrap();
        let source = alignment.source;
        let mut segments = source.segments.iter();
        let headline = segments.find(|segment| segment.role == Role::Headline);
        let left_out = source.article.left_out.iter();
        let left_out = left_out.map(|line| korean[line.span.range()].to_owned());
        assert_eq!(
            source.article.metadata.title.as_deref(),
            headline.map(|headline| headline.text.as_str())
        );
        (headline.unwrap().text.clone(), left_out.collect())
    }

    /// The bead of the first Korean line.
    fn first_bead(korean_headline: &str, english_headline: &str) -> Bead {
        let korean = format!("{korean_headline}\n입력 2025-03-04 09:00\n{TEXT}");
        let body = ENGLISH.split_once('\n').unwrap().1;
        let alignment = Aligner::new()
            .align(&korean, &format!("{english_headline}\n{body}"))
            .unwrap();
        assert_eq!(
            alignment.source.segments[0].text, korean_headline,
            "{english_headline}"
        );
        alignment.beads[0].clone()
    }

    #[test]
    fn headlines_are_as_sure_as_what_they_say_of_each_other() {
        let told = first_bead(
            "춘천 빵집 12곳, 밀 대신 쌀로 빵 굽는다",
            "12 Chuncheon bakeries bake bread with rice, not wheat",
        );
        assert!(told.is_linked() && told.confidence > 0.95, "{told:?}");
        let anew = first_bead("“더는 못 버텨요”", "A change of heart");
        assert!(anew.is_linked() && anew.confidence < 0.9, "{anew:?}");
        let strange = first_bead(
            "경찰, 제주 공항서 밀수 담배 3만 갑 압수",
            "Lee Sang-min wins the 100 meters in Tokyo in 9.98 seconds",
        );
        assert!(!strange.is_linked(), "{strange:?}");
    }

    const ENGLISH: &str = "12 Chuncheon bakeries begin to bake bread with rice instead of wheat\n\
        Posted March 4, 2025\n\
        Bakeries in Chuncheon have begun to bake bread with rice. The price of wheat has gone up by 40 percent.";
    const HEADLINE: &str = "밀값 급등에 동네 빵집 울상";
    const SUB_HEADLINE: &str = "춘천 빵집 12곳, 밀 대신 쌀로 빵 굽기 시작";
    const TEXT: &str = "동네 빵집들이 밀값 급등에 울상이다. 춘천의 빵집 열두 곳은 밀 대신 쌀로 빵을 굽기 시작했다.";
    const DATE: &str = "입력 2025-03-04 09:00";

    #[test]
    fn a_headline_that_the_other_page_does_not_tell_is_not_lost() {
        let page = format!("{HEADLINE}\n{SUB_HEADLINE}\n{DATE}\n{TEXT}");
        let (headline, left_out) = korean_headline(&page, ENGLISH);
        assert_eq!(headline, SUB_HEADLINE);
        assert_eq!(left_out, [DATE]);
    }

    #[test]
    fn what_stands_below_the_date_is_no_headline() {
        let page = format!("{HEADLINE}\n{DATE}\n{SUB_HEADLINE}\n{TEXT}");
        let (headline, left_out) = korean_headline(&page, ENGLISH);
        assert_eq!(headline, HEADLINE);
        assert_eq!(left_out, [DATE]);
    }

    #[test]
    fn what_a_rule_names_is_no_headline() {
        let ticker = "인기 검색어: 춘천 빵집 쌀로 굽는 빵";
        let page = format!("{ticker}\n{HEADLINE}\n{DATE}\n{TEXT}");
        let (headline, left_out) = korean_headline(&page, ENGLISH);
        assert_eq!(headline, HEADLINE);
        assert_eq!(left_out, [ticker, DATE]);
    }

    #[test]
    fn headlines_are_the_lines_that_say_the_same() {
        let korean = "동네 빵집, 밀 대신 쌀로 빵 굽는다\n입력 2025-03-04 09:00\n\
            춘천의 빵집 열두 곳이 쌀로 빵을 굽기 시작했다. 밀값이 올랐기 때문이다.";
        let english = "A page by volunteers of the Chuncheon Bakery Center\n\
            Neighborhood bakeries bake bread with rice instead of wheat\nPosted March 4, 2025\n\
            Twelve bakeries in Chuncheon have begun to bake bread with rice. The price of wheat has gone up.";
        let headline = |side: &Side| {
            let mut segments = side.segments.iter();
            let found = segments.find(|segment| segment.role == Role::Headline);
            found.map(|segment| segment.text.clone())
        };
        let aligner = Aligner::new();
        let alone = aligner.segments(english, "en.txt").unwrap();
        let center = "A page by volunteers of the Chuncheon Bakery Center";
        assert_eq!(headline(&alone).as_deref(), Some(center));

        let alignment = aligner.align(korean, english).unwrap();
        let told = "Neighborhood bakeries bake bread with rice instead of wheat";
        assert_eq!(headline(&alignment.target).as_deref(), Some(told));
        let left_out = alignment.target.article.left_out.iter();
        let mut left_out = left_out.map(|line| &english[line.span.range()]);
        assert_eq!(left_out.next(), Some(center));
        assert_eq!(left_out.next(), Some("Posted March 4, 2025"));
        assert_eq!(left_out.next(), None);
        assert_eq!(
            headline(&alignment.source).as_deref(),
            korean.lines().next()
        );
    }

    #[test]
    fn a_short_headline_whose_words_the_text_says_is_not_lost() {
        let korean = "동네 빵집, 밀 대신 쌀로 빵 굽는다\n입력 2025-03-04 09:00\n\
            춘천의 빵집 열두 곳이 쌀로 빵을 굽기 시작했다. 밀값이 올랐기 때문이다.";
        let english = "A winter at the ovens of a town\n\
            Neighborhood bakeries bake bread with rice instead of wheat\nPosted March 4, 2025\n\
            Twelve bakeries in Chuncheon have begun to bake bread with rice. Every oven is in use this winter.";
        let alignment = Aligner::new().align(korean, english).unwrap();
        let mut segments = alignment.target.segments.iter();
        assert_eq!(
            segments.next().unwrap().text,
            "A winter at the ovens of a town"
        );
        assert_eq!(segments.next().unwrap().role, Role::Headline);
    }
}
