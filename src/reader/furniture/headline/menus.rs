//! The menus above the headline.

use super::{LAST_HEADLINE_LINE, Said, label, units};
use crate::reader::furniture::line::{is_quoted, is_sentence, is_short};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::NAVIGATION;

/// Leaves out the lines above the text that are written as menus, and of whose words the text says less than half: none, of
/// those that a headline may be written as.
pub(super) fn leave_out_menus(lines: &mut Lines, text: usize, said: &Said, is_repeated: &[bool]) {
    if said.is_empty() {
        return;
    }
    let above = 0..text.min(LAST_HEADLINE_LINE);
    let is_menu = |i: usize| {
        let shared = said.shared(&lines[i]);
        let is_plain = label::has_entries(&lines[i]) && !is_repeated[i];
        label::may_be_menu(&lines[i])
            && (shared == 0 || is_plain && 2 * shared < units(&lines[i]).len())
    };
    let kept = || lines.kept(above.clone());
    let menus: Vec<usize> = kept().filter(|&i| is_menu(i)).collect();
    let is_headline = |i: usize| !is_short(&lines[i]) && !menus.contains(&i);
    if kept().any(is_headline) {
        lines.leave_out_all(menus, NAVIGATION);
    }
}

/// Leaves out the entries of menus and the labels above the headline that is repeated. A line that is longer is the same
/// headline with the site's name, or a sentence of its own that must stay.
pub(super) fn leave_out_above_repeated(lines: &mut Lines, headline: usize, said: &Said) {
    for i in 0..headline {
        let is_entry = is_short(&lines[i]) && !is_quoted(&lines[i])
            || is_in_menu(lines, i)
            || label::is_name(&lines[i], &lines[headline])
            || label::may_be_one(&lines[i]) && label::is_one(lines, i, said);
        if is_entry {
            lines.leave_out(i, NAVIGATION);
        }
    }
}

/// Whether a line stands between the entries of a menu, and is no sentence.
fn is_in_menu(lines: &Lines, line: usize) -> bool {
    let is_entry = |i: usize| lines.rule(i) == Some(NAVIGATION);
    line > 0 && is_entry(line - 1) && is_entry(line + 1) && !is_sentence(&lines[line])
}

/// The lines at the top that are too short for a headline, if the first that is not is much longer and no sentence.
pub(super) fn menu_above(lines: &Lines) -> Vec<usize> {
    let chars = |i: usize| lines[i].chars().count();
    let mut menu = Vec::new();
    for i in lines.kept(0..lines.len()) {
        if !is_short(&lines[i]) || is_quoted(&lines[i]) {
            let longest = menu.iter().map(|&i| chars(i)).max().unwrap_or(0);
            if is_short(&lines[i]) || is_sentence(&lines[i]) || chars(i) < 2 * longest {
                menu.clear();
            }
            return menu;
        }
        menu.push(i);
    }
    Vec::new()
}
