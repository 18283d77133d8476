//! Names of people, and the family names that stand for them.

use foldhash::HashMap;

use crate::anchor::tail::Tails;
use crate::token::{Token, TokenKind};

/// Short forms that stand for one name; those that could stand for two stand for none.
#[derive(Default)]
pub(super) struct Aliases(HashMap<String, Option<usize>>);

impl Aliases {
    pub(super) fn add(&mut self, alias: &str, name: usize) {
        self.0
            .entry(alias.to_owned())
            .and_modify(|known| *known = known.filter(|&known| known == name))
            .or_insert(Some(name));
    }

    pub(super) fn get(&self, alias: &str) -> Option<usize> {
        self.0.get(alias).copied().flatten()
    }
}

/// The family name of a Korean or Chinese name: its first syllable, or two of four (남궁민수).
pub(super) fn family_name(name: &str) -> &str {
    let syllables = if name.chars().count() >= 4 { 2 } else { 1 };
    let end = name
        .char_indices()
        .nth(syllables)
        .map_or(name.len(), |(at, _)| at);
    &name[..end]
}

/// The names whose family name stands before a title in a segment: 시 주석, 박씨.
pub(super) fn families<'a>(
    tokens: &'a [Token],
    aliases: &'a Aliases,
    tails: &'a Tails,
) -> impl Iterator<Item = usize> + 'a {
    tokens.iter().enumerate().filter_map(|(at, token)| {
        if token.kind != TokenKind::Hangul {
            return None;
        }
        let is_before_title = || {
            let next = tokens.get(at + 1);
            next.is_some_and(|next| !next.attached && tails.is_title(next.text))
        };
        if let Some(name) = aliases.get(token.text)
            && is_before_title()
        {
            return Some(name);
        }
        let family = &token.text[..token.text.chars().next().map_or(0, char::len_utf8)];
        let name = aliases.get(family)?;
        (tails.is_title(&token.text[family.len()..]) && !is_before_title()).then_some(name)
    })
}
