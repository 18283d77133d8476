//! What on a page is not the article, and which line is the headline.
//!
//! The rules are data (`data/furniture.txt`). What needs the whole page is code: a headline that is repeated and the
//! menu above it, lines that are furniture because they stand beside furniture, and what follows the end. Each is a pass
//! over the lines of the page, and [`run_passes`] is the list of them.

mod facts;
mod headline;
mod line;
mod lines;
mod main_text;
mod names;
mod passes;
mod rules;
mod taken_back;

use std::mem;

use super::Line;
use super::page::{MarkKind, Page};
use crate::article::{Article, Language, Layout, LeftOut, Metadata, Role, normalize};
use headline::{
    find_headline, find_sub_headlines, glued, leave_out_repetition_with_byline,
    leave_out_repetitions,
};
pub(super) use line::{begins_with_sentence, is_text, item_mark, leads_on};
use lines::Lines;
use main_text::{MainText, is_copy, leave_out_far_from_text};
pub(super) use names::{BROADCAST, PHOTO};
use passes::{
    leave_out_after_the_end, leave_out_beside_furniture, leave_out_by_rules,
    leave_out_captions_above_credits, leave_out_captions_of_copy, leave_out_doubled_captions,
    leave_out_notes_on_author, leave_out_other_articles, leave_out_pull_quotes,
    leave_out_words_above_text,
};

pub(crate) use headline::{Rival, headline_and_rivals, take_for_headline};
pub use rules::FurnitureRules;
pub(crate) use taken_back::{captions, take_back};

/// Tells the article from the furniture of its page. `lines` are the lines that hold something.
pub(super) fn leave_out(
    page: &Page,
    language: Language,
    lines: &[Line],
    rules: &FurnitureRules,
) -> Article {
    // A headline with its date glued to it is two lines, to be judged apart.
    let of_page = glued::apart(page, lines, rules);
    let texts = of_page
        .iter()
        .map(|line| normalize(&page.text[line.span.range()]));
    let mut lines = Lines::new(texts.collect());
    let marks: Vec<Option<MarkKind>> = of_page
        .iter()
        .map(|line| page.mark_at(line.span.start))
        .collect();
    let headline = run_passes(&mut lines, &marks, &page.metadata, rules);
    let article = article(page, language, &of_page, &lines, headline);
    with_facts(article, page.is_of_file)
}

/// The passes over a page, in their order: each goes by what those before it left out. Returns the headline.
fn run_passes(
    lines: &mut Lines,
    marks: &[Option<MarkKind>],
    metadata: &Metadata,
    rules: &FurnitureRules,
) -> Option<usize> {
    // First what a line is by itself: all other passes tell lines by the furniture beside them.
    leave_out_by_rules(lines, marks, rules);

    let is_headline = |&mark: &Option<MarkKind>| mark == Some(MarkKind::Headline);
    let top = match marks.iter().position(is_headline) {
        Some(headline) => marked_top(lines, headline),
        None => find_top(lines)?,
    };
    let headline = top.headline;

    // Before the notes on the author, whose name may stand in this byline only.
    leave_out_repetition_with_byline(lines, headline, rules);
    // Before what is below the text: such a note is a sentence, and while it stays the text ends with it.
    leave_out_notes_on_author(lines, metadata, rules);
    leave_out_beside_furniture(lines, headline, rules);
    // A line that was told by what is beside it may be the one that ends the article.
    leave_out_after_the_end(lines, headline);
    // After the rules, which say better what a line is.
    if let Some(sub_headlines) = &top.sub_headlines {
        leave_out_words_above_text(lines, headline, sub_headlines);
    }
    leave_out_captions_above_credits(lines, headline);
    // Last, so that nothing goes because it repeats a line that goes as well.
    leave_out_pull_quotes(lines, headline);
    Some(headline)
}

/// Where the article begins: what the passes below the headline go by.
struct Top {
    headline: usize,
    /// The lines below the headline that are about the text, where the page does not say what its lines are.
    sub_headlines: Option<Vec<usize>>,
}

/// The top of a page that marks its headline, which stays whatever the rules make of it.
fn marked_top(lines: &mut Lines, headline: usize) -> Top {
    lines.keep(headline);
    leave_out_repetitions(lines, headline);
    Top {
        headline,
        sub_headlines: None,
    }
}

/// The passes that find text and headline of a page that does not say what its lines are. Where there is no headline, lines
/// far from the text go as well.
fn find_top(lines: &mut Lines) -> Option<Top> {
    // Told by what the rules alone left out: the passes below leave lines out of an article that is no page, too.
    let is_copy = is_copy(lines);
    // Before text and headline are looked for: captions and other articles have sentences, which would count for the text,
    // and a line that stands twice would be taken for the headline.
    leave_out_doubled_captions(lines);
    leave_out_other_articles(lines);
    if is_copy {
        leave_out_captions_of_copy(lines);
    }

    let mut text = MainText::find(lines, is_copy);
    // The headline is looked for above the text, and by its words. The menus above it are left out on the way.
    let headline = find_headline(lines, text.start());
    let top = headline.map(|headline| {
        // Before sub-headlines are looked for: it would be one.
        leave_out_repetitions(lines, headline);
        let sub_headlines = find_sub_headlines(lines, headline);
        text.add_head(lines, headline, &sub_headlines);
        Top {
            headline,
            sub_headlines: Some(sub_headlines),
        }
    });
    // After headline and sub-headlines, which may stand far from the text and stay.
    leave_out_far_from_text(lines, text);
    top
}

/// The article of a page by the verdicts on its lines, each of which is the rule that leaves it out.
fn article(
    page: &Page,
    language: Language,
    of_page: &[Line],
    lines: &Lines,
    headline: Option<usize>,
) -> Article {
    let mut article = Article {
        text: page.text.clone(),
        language,
        paragraphs: Vec::new(),
        left_out: Vec::new(),
        layout: Layout::Page,
        metadata: page.metadata.clone(),
    };
    for (i, line) in of_page.iter().enumerate() {
        let role = match headline == Some(i) {
            true => Role::Headline,
            false => Role::Body,
        };
        match lines.rule(i) {
            Some(rule) => article.left_out.push(LeftOut {
                span: line.span,
                rule: rule.to_owned(),
            }),
            None => article.paragraphs.push(line.as_paragraph(role)),
        }
    }
    article
}

/// The article with what its lines say of it, which goes before what a program says of its file.
fn with_facts(mut article: Article, is_of_file: bool) -> Article {
    let of_file = match is_of_file {
        true => mem::take(&mut article.metadata),
        false => Metadata::default(),
    };
    facts::fill_in(&mut article);
    article.metadata.or(of_file);
    article
}

#[cfg(test)]
mod tests;
