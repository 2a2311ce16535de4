//! What an import noticed, for a screen: each remark once, with its first places and how often it holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::openapi::import::{Remark, Severity};

/// The most kinds of remarks.
const GROUPS: usize = 60;
/// The most places of each.
const PLACES: usize = 3;

/// What an import noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// Places at which the design works otherwise than the document says.
    pub otherwise: usize,
    /// Notes.
    pub notes: usize,
    /// The gravest first, each as often as it stands in the document.
    pub groups: Vec<Group>,
    /// Kinds of remarks that were left out.
    pub more: usize,
}

/// One remark, and where it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// `warning`.
    pub severity: String,
    /// What became of it.
    pub text: String,
    /// Its first places: pointer and line.
    pub places: Vec<String>,
    /// How many there are.
    pub count: usize,
}

impl Noticed {
    /// Groups the remarks of an import.
    pub fn of(remarks: &[Remark]) -> Self {
        let mut index: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        let mut groups: Vec<(Severity, Vec<&Remark>)> = Vec::new();
        for remark in remarks {
            let at = *index.entry((remark.severity, &remark.text)).or_insert_with(|| {
                groups.push((remark.severity, Vec::new()));
                groups.len() - 1
            });
            if let Some((_, all)) = groups.get_mut(at) {
                all.push(remark);
            }
        }
        crate::order::by_key(&mut groups, |(severity, _)| *severity);
        let otherwise = remarks.iter().filter(|remark| remark.severity != Severity::Note).count();
        Self {
            otherwise,
            notes: remarks.len() - otherwise,
            more: groups.len().saturating_sub(GROUPS),
            groups: groups.iter().take(GROUPS).filter_map(|(severity, all)| group(*severity, all)).collect(),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

fn group(severity: Severity, all: &[&Remark]) -> Option<Group> {
    let place = |remark: &&Remark| format!("{}, line {}", remark.place.pointer, remark.place.spot.line);
    Some(Group {
        severity: severity.word().to_owned(),
        text: all.first()?.text.clone(),
        places: all.iter().take(PLACES).map(place).collect(),
        count: all.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::openapi::import::Place;
    use crate::formats::tree::Spot;

    fn remark(severity: Severity, line: u32, text: &str) -> Remark {
        let place = Place { pointer: format!("/{line}"), spot: Spot { line, column: 1 } };
        Remark { severity, place, text: text.to_owned() }
    }

    #[test]
    fn each_remark_is_told_once_the_gravest_first() {
        let mut remarks: Vec<Remark> = (1..=5).map(|line| remark(Severity::Note, line, "a word")).collect();
        remarks.push(remark(Severity::Warning, 7, "not checked"));
        remarks.push(remark(Severity::Warning, 8, "a word"));
        let noticed = Noticed::of(&remarks);
        let told: Vec<_> = noticed.groups.iter().map(|group| (group.severity.as_str(), group.text.as_str(), group.count)).collect();
        assert_eq!(told, [("warning", "not checked", 1), ("warning", "a word", 1), ("note", "a word", 5)]);
        assert_eq!((noticed.otherwise, noticed.notes, noticed.more), (2, 5, 0));
        assert_eq!(noticed.groups[2].places, ["/1, line 1", "/2, line 2", "/3, line 3"]);
    }

    #[test]
    fn very_many_are_counted() {
        let remarks: Vec<Remark> = (0..100).map(|line| remark(Severity::Note, line, &format!("word {line}"))).collect();
        let noticed = Noticed::of(&remarks);
        assert_eq!((noticed.groups.len(), noticed.more), (60, 40));
    }
}
