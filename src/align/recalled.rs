//! Captions that one page left out and the other tells in its text: a photo story that one of the desks wrote as paragraphs.

use std::ops::Range;

use super::alignment::published;
use super::bead::Step;
use super::crossing::{LEAST_GAIN, free_runs};
use super::search::Search;
use super::stretch::Texts;
use super::{Aligner, Alignment, Progress, Side, headline};
use crate::anchor::difference;
use crate::article::{Layout, Role, Segment, Span, normalize};
use crate::reader::{captions, take_back};

/// Captions are held against what stands alone in the other article where there are no more pairs of segments than this: of
/// one article, there are a few.
const MOST_COMPARED: usize = 1_000_000;

/// What the best bead of a run of captions must gain at least, in nats. Texts of one event that do not say the same gain up
/// to 10.
const SURE_GAIN: f64 = 10.0;

/// Segments that may be matched, in runs.
#[derive(Default)]
struct Pool {
    segments: Vec<Segment>,
    runs: Vec<Range<usize>>,
}

/// The sentences of the captions of one side.
#[derive(Default)]
struct Captions {
    pool: Pool,
    /// The caption that each sentence is of.
    of_segments: Vec<Span>,
}

impl Aligner {
    /// The alignment of a Korean and an English page; anew with the captions that say what stands alone in the other.
    pub(super) fn recall(
        &self,
        alignment: Alignment,
        progress: &mut dyn FnMut(Progress),
    ) -> Alignment {
        let (source, target) = (&alignment.source, &alignment.target);
        let korean = self.told_by_other(&alignment, source, target);
        let english = self.told_by_other(&alignment, target, source);
        if korean.is_empty() && english.is_empty() {
            return alignment;
        }
        let with = |side: &Side, captions: &[Span]| {
            let mut article = side.article.clone();
            take_back(&mut article, captions);
            self.split(article)
        };
        let recalled = self.align_sides(with(source, &korean), with(target, &english), progress);
        // Captions must not make the articles strangers.
        match (alignment.doubt(), recalled.doubt()) {
            (None, Some(_)) => alignment,
            _ => recalled,
        }
    }

    /// The captions of a side more than half of whose sentences the other tells, in what stands alone there. Captions of
    /// both say little of the article.
    fn told_by_other(&self, alignment: &Alignment, side: &Side, other: &Side) -> Vec<Span> {
        if side.article.layout != Layout::Page {
            return Vec::new();
        }
        let alone = alone(alignment, other);
        if alone.runs.is_empty() {
            return Vec::new();
        }
        let captions = self.captions(side);
        let compared = captions.pool.segments.len() * alone.segments.len();
        if compared == 0 || compared > MOST_COMPARED {
            return Vec::new();
        }
        let mut is_told = vec![false; captions.of_segments.len()];
        for segment in self.matched(&captions.pool, &alone, side, alignment) {
            is_told[segment] = true;
        }
        let mut told = Vec::new();
        let mut sentences = captions.of_segments.iter().zip(is_told).peekable();
        while let Some((&caption, is_told)) = sentences.next() {
            let (mut of_caption, mut of_those_told) = (1, usize::from(is_told));
            while let Some((_, is_told)) = sentences.next_if(|(other, _)| **other == caption) {
                of_caption += 1;
                of_those_told += usize::from(is_told);
            }
            if 2 * of_those_told > of_caption {
                told.push(caption);
            }
        }
        told
    }

    fn captions(&self, side: &Side) -> Captions {
        let mut found = Captions::default();
        for run in captions(&side.article, &self.rules) {
            let start = found.pool.segments.len();
            for caption in run {
                let text = &side.article.text[caption.range()];
                for sentence in self.splitter.split(text, side.language()) {
                    let (first, end) =
                        (caption.start + sentence.start, caption.start + sentence.end);
                    found.pool.segments.push(Segment {
                        span: Span::from(first..end),
                        text: normalize(&text[sentence.range()]),
                        // Told apart is all that they must be.
                        paragraph: caption.start,
                        role: Role::Body,
                    });
                    found.of_segments.push(caption);
                }
            }
            found.pool.runs.push(start..found.pool.segments.len());
        }
        found
    }

    /// The segments of captions that gain enough, in order.
    fn matched(
        &self,
        captions: &Pool,
        alone: &Pool,
        side: &Side,
        alignment: &Alignment,
    ) -> Vec<usize> {
        let of_sides = side.language().korean_first(captions, alone);
        let texts = Texts {
            source: &of_sides.0.segments,
            target: &of_sides.1.segments,
            headlines: None,
            may_cross: false,
            published: published(&alignment.source, &alignment.target),
        };
        let means = self.means();
        let stretch = means.anchors(texts.source, texts.target, texts.published);
        let whole = (0..texts.source.len(), 0..texts.target.len());
        let search = Search::new(
            means.evidence(&stretch, texts, whole.0, whole.1),
            &self.weights,
        );
        let mut sure: Vec<(f64, Step)> = Vec::new();
        for source in &of_sides.0.runs {
            for target in &of_sides.1.runs {
                let linked = search.match_runs(source, target).linked;
                let weighed = linked
                    .into_iter()
                    .map(|step| (search.match_runs(&step.0, &step.1).gain, step));
                let gaining: Vec<(f64, Step)> = weighed
                    .filter(|(gain, step)| *gain >= LEAST_GAIN && !tells_other_numbers(texts, step))
                    .collect();
                if gaining.iter().any(|(gain, _)| *gain >= SURE_GAIN) {
                    sure.extend(gaining);
                }
            }
        }
        sure.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut taken: Vec<Step> = Vec::new();
        for (_, step) in sure {
            if !taken.iter().any(|other| meet(&step, other)) {
                taken.push(step);
            }
        }
        let of_side = |(source, target): Step| side.language().korean_first(source, target).0;
        let mut segments: Vec<usize> = taken.into_iter().flat_map(of_side).collect();
        segments.sort_unstable();
        segments
    }
}

/// Whether both sides of a bead tell numbers that the other does not.
fn tells_other_numbers(texts: Texts, (source, target): &Step) -> bool {
    let text = |segments: &[Segment]| -> String {
        let texts: Vec<&str> = segments.iter().map(|segment| &*segment.text).collect();
        texts.join(" ")
    };
    let korean = text(&texts.source[source.clone()]);
    let english = text(&texts.target[target.clone()]);
    let difference = difference(&korean, &english, texts.published);
    !difference.korean.is_empty() && !difference.english.is_empty()
}

fn meet(one: &Step, other: &Step) -> bool {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    overlap(&one.0, &other.0) || overlap(&one.1, &other.1)
}

/// The segments of a side below its headline that stand alone, in runs of neighbours.
fn alone(alignment: &Alignment, side: &Side) -> Pool {
    let is_source = side.language() == alignment.source.language();
    let runs = free_runs(
        &alignment.beads,
        |bead| match is_source {
            true => &bead.source,
            false => &bead.target,
        },
        |bead| !bead.is_linked(),
    );
    let first = headline(&side.segments).map_or(0, |headline| headline + 1);
    let mut pool = Pool::default();
    for run in runs {
        let segments = &side.segments[run.start.max(first)..run.end.max(first)];
        let start = pool.segments.len();
        pool.segments.extend_from_slice(segments);
        if !segments.is_empty() {
            pool.runs.push(start..pool.segments.len());
        }
    }
    pool
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOREAN: &str = "\
새벽 4시, 자갈치시장의 하루가 시작된다
입력 2025-03-04 09:00
부산 자갈치시장은 해가 뜨기 전에 가장 바쁘다. 기자는 지난달 사흘 동안 이곳의 새벽을 지켜봤다.
경매사 이정수 씨가 3월 2일 새벽 4시 종을 울리며 고등어 1200상자의 경매를 시작하고 있다. /사진=한여울 기자
40년째 생선을 파는 김말순 할머니가 얼음 위에 갈치를 늘어놓고 있다. 할머니는 하루 평균 30만원어치를 판다고 했다. /사진=한여울 기자
시장 상인회에 따르면 점포는 10년 전 480곳에서 310곳으로 줄었다. 그래도 남은 이들은 내일도 새벽에 나온다.
";
    const ENGLISH: &str = "\
At 4 a.m., the day begins at Jagalchi Market
Posted March 4, 2025
Busan's Jagalchi Market is busiest before sunrise. Our reporter watched its dawns for three days last month.
Auctioneer Lee Jeong-su rings the bell at 4 a.m. on March 2, opening the auction of 1,200 boxes of mackerel.
Kim Mal-sun, a grandmother who has sold fish for 40 years, lays out hairtail on ice. She said she sells 300,000 won worth on an average day.
According to the merchants' association, the number of stalls fell from 480 ten years ago to 310. Still, those who remain will be out at dawn again tomorrow.
";

    /// The Korean texts that are paired, and the Korean lines that were left out.
    fn paired_and_left_out(korean: &str, english: &str) -> (Vec<String>, Vec<String>) {
        let alignment = Aligner::new().align(korean, english).unwrap();
        let linked = alignment.beads.iter().filter(|bead| bead.is_linked());
        let paired = linked.flat_map(|bead| &alignment.source.segments[bead.source.clone()]);
        let article = &alignment.source.article;
        let left_out = article.left_out.iter();
        (
            paired.map(|segment| segment.text.clone()).collect(),
            left_out
                .map(|line| article.text[line.span.range()].to_owned())
                .collect(),
        )
    }

    #[test]
    fn captions_that_the_other_page_tells_are_paired_without_their_credits() {
        let (paired, left_out) = paired_and_left_out(KOREAN, ENGLISH);
        for sentence in [
            "고등어 1200상자의 경매를 시작하고 있다.",
            "30만원어치를 판다고 했다.",
        ] {
            assert!(
                paired.iter().any(|text| text.ends_with(sentence)),
                "{sentence}: {paired:?}"
            );
        }
        let credits = left_out.iter().filter(|line| *line == "/사진=한여울 기자");
        assert_eq!(credits.count(), 2, "{left_out:?}");
    }

    #[test]
    fn captions_that_the_other_page_does_not_tell_stay_left_out() {
        let lines = ENGLISH.split_inclusive('\n').enumerate();
        let without: String = lines
            .filter(|(at, _)| !(3..=4).contains(at))
            .map(|(_, line)| line)
            .collect();
        let elsewhere =
            "Lawmakers passed the budget of 2026 late on Tuesday after a debate of nine hours.\n";
        let (paired, left_out) = paired_and_left_out(KOREAN, &(without + elsewhere));
        assert!(!paired.iter().any(|text| text.contains("1200상자")));
        let captions = left_out
            .iter()
            .filter(|line| line.ends_with("/사진=한여울 기자"));
        assert_eq!(captions.count(), 2, "{left_out:?}");
    }

    #[test]
    fn english_captions_that_the_korean_tells_are_paired() {
        let korean = KOREAN.replace(" /사진=한여울 기자", "");
        let english = ENGLISH
            .replace("of mackerel.", "of mackerel. Photo by Han Yeo-ul")
            .replace("average day.", "average day. Photo by Han Yeo-ul");
        let alignment = Aligner::new().align(&korean, &english).unwrap();
        let left_out = |side: &Side| side.article.left_out.len();
        assert_eq!(
            (left_out(&alignment.source), left_out(&alignment.target)),
            (1, 3)
        );
        assert!(alignment.beads.iter().all(|bead| bead.is_linked()));
    }

    #[test]
    fn a_caption_that_stands_twice_comes_back_once() {
        let caption = KOREAN.lines().nth(3).unwrap();
        let again = caption.replace("한여울 기자", "연합뉴스");
        for lines in [
            format!("{caption}\n{again}"),
            format!("{caption}\n시장이 붐빈다.\n{again}"),
        ] {
            let (paired, left_out) = paired_and_left_out(&KOREAN.replace(caption, &lines), ENGLISH);
            let told = |texts: &[String]| {
                let told = texts.iter().filter(|text| text.contains("1200상자의"));
                told.count()
            };
            assert_eq!((told(&paired), told(&left_out)), (1, 1), "{lines}");
        }
    }

    #[test]
    fn a_caption_that_tells_other_numbers_stays_left_out() {
        let korean = KOREAN.replace("1200상자", "1700상자");
        let (paired, left_out) = paired_and_left_out(&korean, ENGLISH);
        assert!(!paired.iter().any(|text| text.contains("1700상자")));
        assert!(left_out.iter().any(|text| text.contains("1700상자")));
    }

    #[test]
    fn a_caption_above_the_headline_stays_left_out() {
        let mut lines: Vec<&str> = KOREAN.lines().collect();
        let caption = lines.remove(3);
        let (paired, left_out) =
            paired_and_left_out(&format!("{caption}\n{}", lines.join("\n")), ENGLISH);
        assert!(paired.iter().any(|text| text.contains("30만원어치")));
        assert!(!paired.iter().any(|text| text.contains("1200상자")));
        assert!(left_out.iter().any(|text| text.contains("1200상자")));
    }
}
