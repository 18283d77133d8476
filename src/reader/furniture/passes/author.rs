//! What the end of an article says of its author.

use crate::article::Metadata;
use crate::reader::furniture::facts::author_of;
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::AUTHORS;
use crate::reader::furniture::rules::FurnitureRules;

/// Leaves out the lines that say who the author is, at the end of the article.
pub(in crate::reader) fn leave_out_notes_on_author(
    lines: &mut Lines,
    metadata: &Metadata,
    rules: &FurnitureRules,
) {
    let Some(author) = author_of(metadata, lines.left_out_by(AUTHORS)) else {
        return;
    };
    for i in (0..lines.len()).rev() {
        if !lines.is_kept_text(i) {
            continue;
        }
        let behind = lines[i]
            .get(..author.len())
            .filter(|start| start.eq_ignore_ascii_case(&author));
        let behind = behind.map(|_| lines[i][author.len()..].trim_start());
        let Some(rule) = behind.and_then(|behind| rules.matching_author(behind)) else {
            return;
        };
        lines.leave_out(i, rule.name);
    }
}
