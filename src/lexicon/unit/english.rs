//! Stems of English words.

use crate::token::{Token, TokenKind};

/// Calls `unit` for the stem of each Latin word of a text.
pub(crate) fn english_units(tokens: &[Token], mut unit: impl FnMut(&str)) {
    let mut word = String::new();
    for token in tokens {
        if token.kind == TokenKind::Latin {
            word.clear();
            if token.text.is_ascii() {
                word.push_str(token.text);
                word.make_ascii_lowercase();
            } else {
                word.extend(token.text.chars().flat_map(char::to_lowercase));
            }
            unit(stem(&mut word));
        }
    }
}

/// Cuts the inflection of an English word in lower case: what is left need be no word, only the same for all forms of
/// a regular one.
fn stem(word: &mut String) -> &str {
    if word.len() > 3 && word.is_ascii() {
        cut_plural(word);
        cut_ending(word, "ly", 3);
        if cut_ending(word, "ing", 3) || cut_ending(word, "ed", 3) {
            undouble(word);
        }
        if word.len() > 3 {
            if word.ends_with('e') {
                word.pop();
            } else if word.ends_with('y') {
                word.pop();
                word.push('i');
            }
        }
    }
    word
}

fn cut_plural(word: &mut String) {
    let cut = if word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
        return;
    } else if ["sses", "xes", "zes", "ches", "shes"]
        .iter()
        .any(|ending| word.ends_with(ending))
    {
        2
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        1
    } else {
        0
    };
    word.truncate(word.len() - cut);
}

/// Cuts an ending when at least `least` letters with a vowel among them are left.
fn cut_ending(word: &mut String, ending: &str, least: usize) -> bool {
    let fits = word
        .strip_suffix(ending)
        .is_some_and(|rest| rest.len() >= least && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    if fits {
        word.truncate(word.len() - ending.len());
    }
    fits
}

/// stopp -> stop, but not fall, pass, buzz.
fn undouble(word: &mut String) {
    let bytes = word.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && !matches!(b, b'l' | b's' | b'z' | b'e' | b'o')
    {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["stop", "stops", "stopped", "stopping"][..],
            &["policy", "policies"],
            &["change", "changes", "changed", "changing"],
            &["box", "boxes"],
            &["pass", "passes", "passed", "passing"],
            &["quick", "quickly"],
            &["fly", "flies"],
        ] {
            let stems: Vec<String> = forms
                .iter()
                .map(|form| stem(&mut form.to_string()).to_owned())
                .collect();
            assert!(
                stems.iter().all(|stem| *stem == stems[0]),
                "{forms:?} {stems:?}"
            );
        }
        for word in ["is", "bus", "red", "king", "thing", "this"] {
            assert_eq!(stem(&mut word.to_string()), word);
        }
    }
}
