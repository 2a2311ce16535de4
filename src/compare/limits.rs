//! Limits of values: which were tightened, which were loosened, which are new.

use serde_json::Value;

use super::values::{Place, Side, Values};
use super::words::{dashed, number};
use super::{Level, Sends};
use crate::design::contract::Schema;

/// Keywords, the word in kinds, and whether a higher number allows less.
const LIMITS: [(&str, &str, bool); 14] = [
    ("minimum", "min", true),
    ("maximum", "max", false),
    ("exclusiveMinimum", "exclusive-min", true),
    ("exclusiveMaximum", "exclusive-max", false),
    ("minLength", "min-length", true),
    ("maxLength", "max-length", false),
    ("minItems", "min-items", true),
    ("maxItems", "max-items", false),
    ("minProperties", "min-properties", true),
    ("maxProperties", "max-properties", false),
    ("minContains", "min-contains", true),
    ("maxContains", "max-contains", false),
    ("multipleOf", "multiple-of", true),
    ("uniqueItems", "unique-items", true),
];

/// Compares limits, patterns, and keywords that are compared by their text.
pub fn compare(values: &mut Values<'_>, place: &Place<'_>, old: &Schema, new: &Schema) {
    for (word, name, is_least) in LIMITS {
        let (before, after) = (old.limits.get(word).copied(), new.limits.get(word).copied());
        let said = |value: Option<f64>| value.map(|value| format!("{word} {}", number(value))).unwrap_or_default();
        match (before, after) {
            (Some(from), Some(to)) if from != to => {
                let rises = to > from;
                let what = format!("{name}-{}", if rises { "increased" } else { "decreased" });
                let loosens = if word == "multipleOf" { (from / to).fract() == 0.0 } else { rises != is_least };
                match loosens {
                    true => values.wider(place, &what, said(before), said(after)),
                    false => tighter(values, place, &what, Level::Breaking, [said(before), said(after)], example(word, from, to)),
                }
            }
            (None, Some(to)) => {
                // A document that names a limit for the first time may only say what always was so.
                let level = if values.new.enforced { Level::Breaking } else { Level::Risky };
                tighter(
                    values,
                    place,
                    &format!("{name}-set"),
                    level,
                    [String::new(), said(after)],
                    example(word, if is_least { f64::MIN } else { f64::MAX }, to),
                );
            }
            (Some(_), None) => values.wider(place, &format!("{name}-unset"), said(before), String::new()),
            _ => {}
        }
    }
    pattern(values, place, old, new);
    others(values, place, old, new);
}

fn tighter(values: &mut Values<'_>, place: &Place<'_>, what: &str, level: Level, said: [String; 2], sends: Option<Value>) {
    let [old, new] = said;
    let name = place.path.last().filter(|_| values.side == Side::Request);
    let sends = name.zip(sends).map(|(name, value)| Sends::Member(name.clone(), value));
    let level = if values.side == Side::Request { level } else { Level::Additive };
    values.tell(place, what, level, old, new, sends);
}

/// A value that the old limit lets through and the new one does not.
fn example(word: &str, from: f64, to: f64) -> Option<Value> {
    let whole = |value: f64| (value.abs() < 9e15).then(|| if value.fract() == 0.0 { Value::from(value as i64) } else { Value::from(value) });
    let text = |length: f64| (0.0..=5_000.0).contains(&length).then(|| Value::from("x".repeat(length as usize)));
    match word {
        "minimum" => whole((to - 1.0).max(from)),
        "maximum" => whole((to + 1.0).min(from)),
        "minLength" => text((to - 1.0).max(from).max(0.0)),
        "maxLength" => text((to + 1.0).min(from)),
        _ => None,
    }
}

fn pattern(values: &mut Values<'_>, place: &Place<'_>, old: &Schema, new: &Schema) {
    let said = |pattern: &Option<String>| pattern.clone().unwrap_or_default();
    match (&old.pattern, &new.pattern) {
        (None, Some(_)) => values.narrower(place, "pattern-added", String::new(), said(&new.pattern)),
        (Some(_), None) => {
            let what = "pattern-removed";
            values.tell(place, what, Level::Additive, said(&old.pattern), String::new(), None);
        }
        (Some(before), Some(after)) if before != after => {
            let anything = [".*", "^.*$"].contains(&after.as_str());
            let (what, level) = match values.side {
                Side::Request if anything => ("pattern-generalized", Level::Additive),
                Side::Request => ("pattern-changed", Level::Risky),
                Side::Response => ("pattern-changed", Level::Additive),
            };
            values.tell(place, what, level, before.clone(), after.clone(), None);
        }
        _ => {}
    }
}

/// Keywords with a text: a demand that is new narrows, one that is gone widens, another one breaks both.
fn others(values: &mut Values<'_>, place: &Place<'_>, old: &Schema, new: &Schema) {
    let name = |word: &str| match word.split_once(' ').map_or(word, |(word, _)| word) {
        "patternProperties" => "pattern-property".to_owned(),
        "dependentSchemas" => "dependent-schema".to_owned(),
        other => dashed(other),
    };
    // A longer tuple says more of items that could be anything, or could not be there: senders may go on, readers meet something new.
    let is_tuple = |word: &str| word.starts_with("prefixItems");
    let always = |word: &str| word.starts_with("contentMedia") || word.starts_with("contentEncoding");
    for (word, text) in &old.others {
        match new.others.get(word) {
            None if always(word) => values.tell(place, &format!("{}-changed", name(word)), Level::Breaking, text.clone(), String::new(), None),
            None if is_tuple(word) => values.narrower(place, &format!("{}-removed", name(word)), text.clone(), String::new()),
            None => values.wider(place, &format!("{}-removed", name(word)), text.clone(), String::new()),
            Some(other) if other != text => {
                values.tell(place, &format!("{}-changed", name(word)), Level::Breaking, text.clone(), other.clone(), None)
            }
            Some(_) => {}
        }
    }
    for (word, text) in new.others.iter().filter(|(word, _)| !old.others.contains_key(*word)) {
        match () {
            () if always(word) => values.tell(place, &format!("{}-changed", name(word)), Level::Breaking, String::new(), text.clone(), None),
            () if is_tuple(word) => values.wider(place, &format!("{}-added", name(word)), String::new(), text.clone()),
            () => values.narrower(place, &format!("{}-added", name(word)), String::new(), text.clone()),
        }
    }
}
