//! The DTD of TMX 1.4, as `data/tmx14.tsv` has it.

use std::collections::HashMap;

use crate::data;

/// What the DTD says of an element.
pub(super) struct Model {
    /// What may stand in it, by the group in which it comes.
    pub(super) children: HashMap<&'static str, usize>,
    pub(super) required: Vec<&'static str>,
    pub(super) optional: Vec<&'static str>,
}

/// Of each element, by its name.
pub(super) fn models() -> HashMap<&'static str, Model> {
    let line = |line: &'static str| {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let name = column();
        let groups = column().split(" > ").enumerate();
        let children =
            groups.flat_map(|(group, names)| names.split(' ').map(move |name| (name, group)));
        let model = Model {
            children: children.collect(),
            required: column().split_whitespace().collect(),
            optional: column().split_whitespace().collect(),
        };
        (name, model)
    };
    data::entries(data::TMX14).map(line).collect()
}
