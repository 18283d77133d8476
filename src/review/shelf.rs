//! The units of a memory while rows are applied to it: found by their keys, taken out and put in, in their order.

use std::collections::{BTreeMap, HashMap};

use super::key::Key;
use crate::tmx::Unit;

/// Where a unit stands: the place of a unit that was there from the beginning, and a number for those put behind it.
type Place = (usize, usize);

/// The units of a memory.
pub(super) struct Shelf {
    units: BTreeMap<Place, (Key, Unit)>,
    places: HashMap<Key, Place>,
    /// What was taken out, and where it stood: what replaces it takes over what other tools said of it.
    taken_out: HashMap<Key, (Place, Unit)>,
    /// What takes nothing's place, in the order of the ids.
    added: Vec<(Key, Unit)>,
}

impl Shelf {
    pub(super) fn new(units: Vec<(Key, Unit)>) -> Shelf {
        let units: BTreeMap<Place, (Key, Unit)> = units
            .into_iter()
            .enumerate()
            .map(|(place, unit)| ((place, 0), unit))
            .collect();
        let places = units.iter().map(|(place, (key, _))| (key.clone(), *place));
        Shelf {
            places: places.collect(),
            units,
            taken_out: HashMap::new(),
            added: Vec::new(),
        }
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Unit> {
        let place = self.places.get(key)?;
        self.units.get(place).map(|(_, unit)| unit)
    }

    /// The keys of the units that are there, but for those that take nothing's place.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.places.keys()
    }

    /// A unit that is there, or was.
    pub(super) fn now_or_before(&self, key: &Key) -> Option<&Unit> {
        let before = self.taken_out.get(key).map(|(_, unit)| unit);
        self.get(key).or(before)
    }

    pub(super) fn remove(&mut self, key: &Key) {
        if let Some(place) = self.places.remove(key)
            && let Some((key, unit)) = self.units.remove(&place)
        {
            self.taken_out.insert(key, (place, unit));
        }
    }

    /// Puts a unit where one of its key stands, else where the first of `instead_of` stood, or behind what was put there;
    /// else in the order of the ids of its document. Keys must come in that order.
    pub(super) fn put(&mut self, key: Key, unit: Unit, instead_of: &[Key]) {
        let stood = |key: &Key| {
            let before = self.taken_out.get(key).map(|(place, _)| *place);
            self.places.get(key).copied().or(before)
        };
        let place = stood(&key).or_else(|| {
            let first = instead_of.iter().filter_map(stood).min()?;
            let mut group = self.units.range(first..(first.0 + 1, 0));
            Some(match group.next_back() {
                Some((last, _)) => (last.0, last.1 + 1),
                None => first,
            })
        });
        match place {
            Some(place) => {
                self.places.insert(key.clone(), place);
                self.units.insert(place, (key, unit));
            }
            None => self.added.push((key, unit)),
        }
    }

    /// The units in their order. What was added stands behind those of its document with smaller ids, else before the
    /// document, else at the end.
    pub(super) fn into_units(self) -> Vec<Unit> {
        let stood: Vec<(Key, Unit)> = self.units.into_values().collect();
        let mut documents: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, (key, _)) in stood.iter().enumerate() {
            documents.entry(&key.document).or_default().push(index);
        }
        let slot = |key: &Key| {
            let Some(document) = documents.get(key.document.as_str()) else {
                return stood.len();
            };
            let is_before = |index: &usize| stood[*index].0.order() < key.order();
            // In a memory of naranhi's the ids are sorted; in others nothing tells better.
            let smaller = document.partition_point(is_before);
            match smaller.checked_sub(1) {
                Some(last) => document[last] + 1,
                None => document[0],
            }
        };
        let slots: Vec<usize> = self.added.iter().map(|(key, _)| slot(key)).collect();
        let mut added = slots.into_iter().zip(self.added).collect::<Vec<_>>();
        added.sort_by_key(|(slot, _)| *slot);
        let mut added = added.into_iter().peekable();
        let mut units = Vec::with_capacity(stood.len());
        for (index, (_, unit)) in stood.into_iter().enumerate() {
            while let Some((_, (_, unit))) = added.next_if(|(slot, _)| *slot <= index) {
                units.push(unit);
            }
            units.push(unit);
        }
        units.extend(added.map(|(_, (_, unit))| unit));
        units
    }
}
