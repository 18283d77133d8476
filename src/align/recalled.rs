//! Lines that one page left out and the other tells: a photo story whose captions one of the desks wrote as paragraphs, a
//! paragraph that stands among the boxes of its page.

use std::ops::Range;

use super::alignment::published;
use super::bead::Step;
use super::crossing::LEAST_GAIN;
use super::search::Search;
use super::stretch::Texts;
use super::{Aligner, Alignment, Progress, Side};
use crate::article::{Layout, Role, Segment, Span, normalize};
use crate::reader::{take_back, text_left_out};

/// So many times must a segment be held against another at most: what a page left out is a few lines.
const MOST_COMPARED: usize = 1_000_000;

/// What the best bead of a run that was left out must gain at least, in nats. On pages of two desks, comments of readers and
/// boxes gain up to 7 by what stands alone in the other, captions of the same event up to 10, paragraphs mostly 11 to 25.
const SURE_GAIN: f64 = 10.0;

/// Segments that may be matched, in runs.
#[derive(Default)]
struct Pool {
    segments: Vec<Segment>,
    runs: Vec<Range<usize>>,
}

/// What one side left out.
struct LeftOutText {
    pool: Pool,
    /// The line that each segment is of, without the credit at its end.
    texts: Vec<Span>,
}

impl Aligner {
    /// The alignment of a Korean and an English page; anew with the lines that one left out where they say what stands alone
    /// in the other.
    pub(super) fn recall(
        &self,
        alignment: Alignment,
        progress: &mut dyn FnMut(Progress),
    ) -> Alignment {
        let korean = self.told_by_other(&alignment, &alignment.source, &alignment.target);
        let english = self.told_by_other(&alignment, &alignment.target, &alignment.source);
        if korean.is_empty() && english.is_empty() {
            return alignment;
        }
        let with = |side: Side, texts: &[Span]| {
            let mut article = side.article;
            take_back(&mut article, texts);
            self.split(article)
        };
        self.align_sides(
            with(alignment.source, &korean),
            with(alignment.target, &english),
            progress,
        )
    }

    /// The texts of lines that a side left out and the other tells, in what stands alone there. Lines that both left out have
    /// little to do with the article.
    fn told_by_other(&self, alignment: &Alignment, side: &Side, other: &Side) -> Vec<Span> {
        if side.article.layout != Layout::Page {
            return Vec::new();
        }
        let left_out = self.left_out_text(side);
        let alone = alone(alignment, other);
        let compared = left_out.pool.segments.len() * alone.segments.len();
        if compared == 0 || compared > MOST_COMPARED {
            return Vec::new();
        }
        let matched = self.matched(&left_out.pool, &alone, side, alignment);
        let mut told: Vec<Span> = matched
            .iter()
            .map(|&segment| left_out.texts[segment])
            .collect();
        told.dedup();
        told
    }

    fn left_out_text(&self, side: &Side) -> LeftOutText {
        let mut found = LeftOutText {
            pool: Pool::default(),
            texts: Vec::new(),
        };
        for run in text_left_out(&side.article) {
            let start = found.pool.segments.len();
            for line in run {
                let text = &side.article.text[line.range()];
                let mut sentences = self.splitter.split(text, side.language());
                let normal = |sentence: &Span| normalize(&text[sentence.range()]);
                let is_credit = |sentence: &Span| self.rules.leave_out(&normal(sentence));
                while sentences.last().is_some_and(is_credit) {
                    sentences.pop();
                }
                let Some(last) = sentences.last() else {
                    continue;
                };
                let length = text[..last.end].trim_end().len();
                let whole = Span::from(line.start..line.start + length);
                for sentence in &sentences {
                    found.pool.segments.push(Segment {
                        span: Span::from(line.start + sentence.start..line.start + sentence.end),
                        text: normal(sentence),
                        paragraph: line.start,
                        role: Role::Body,
                    });
                    found.texts.push(whole);
                }
            }
            found.pool.runs.push(start..found.pool.segments.len());
        }
        found
    }

    /// The segments that were left out and gain enough, in order.
    fn matched(
        &self,
        left_out: &Pool,
        alone: &Pool,
        side: &Side,
        alignment: &Alignment,
    ) -> Vec<usize> {
        let of_sides = side.language().korean_first(left_out, alone);
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
                let gaining: Vec<(f64, Step)> =
                    weighed.filter(|(gain, _)| *gain >= LEAST_GAIN).collect();
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

fn meet(one: &Step, other: &Step) -> bool {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    overlap(&one.0, &other.0) || overlap(&one.1, &other.1)
}

/// The segments of a side that stand alone, in runs of neighbours.
fn alone(alignment: &Alignment, side: &Side) -> Pool {
    let is_source = side.language() == alignment.source.language();
    let mut numbers: Vec<usize> = alignment
        .beads
        .iter()
        .filter(|bead| !bead.is_linked())
        .flat_map(|bead| {
            if is_source {
                &bead.source
            } else {
                &bead.target
            }
            .clone()
        })
        .filter(|&segment| side.segments[segment].role == Role::Body)
        .collect();
    numbers.sort_unstable();
    let mut pool = Pool::default();
    for (at, &number) in numbers.iter().enumerate() {
        match pool.runs.last_mut() {
            Some(run) if numbers[at - 1] + 1 == number => run.end = at + 1,
            _ => pool.runs.push(at..at + 1),
        }
        pool.segments.push(side.segments[number].clone());
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
    fn a_caption_that_the_article_says_as_well_is_not_said_twice() {
        let caption = "경매사 이정수 씨가 3월 2일 새벽 4시 종을 울리며 고등어 1200상자의 경매를 시작하고 있다.";
        let korean = KOREAN.replace("시장 상인회에", &format!("{caption}\n시장 상인회에"));
        let (paired, _) = paired_and_left_out(&korean, ENGLISH);
        let said = paired.iter().filter(|text| *text == caption);
        assert_eq!(said.count(), 1, "{paired:?}");
    }
}
