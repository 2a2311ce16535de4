//! Rules of a resource's records in one line each: its life-cycle, spans that must not overlap, conflicts of its endpoints.

use std::sync::Arc;

use roundtrip::design::{Design, Endpoint, Lifecycle, NoOverlap, Resource};

/// The ways of a life-cycle: `held → confirmed, cancelled; confirmed → cancelled`.
pub fn lifecycle(lifecycle: &Lifecycle) -> String {
    let mut states: Vec<&str> = vec![&lifecycle.initial];
    for way in &lifecycle.transitions {
        for state in way.from.iter().chain([&way.to]) {
            if !states.contains(&state.as_str()) {
                states.push(state);
            }
        }
    }
    let ways = states.iter().filter_map(|state| {
        let mut to: Vec<&str> = Vec::new();
        for way in lifecycle.ways_from(state) {
            if !to.contains(&way.to.as_str()) {
                to.push(&way.to);
            }
        }
        (!to.is_empty()).then(|| format!("{state} → {}", to.join(", ")))
    });
    let text = ways.collect::<Vec<_>>().join("; ");
    if text.is_empty() { format!("{} always", lifecycle.initial) } else { text }
}

/// A rule against overlapping spans: `no two overlap per roomId`.
pub fn no_overlap(rule: &NoOverlap) -> String {
    match rule.key.is_empty() {
        true => "no two overlap".to_owned(),
        false => format!("no two overlap per {}", rule.key.join(" and ")),
    }
}

/// The same rule with its span and its exceptions.
pub fn no_overlap_in_full(rule: &NoOverlap) -> String {
    let except = if rule.except.is_empty() { String::new() } else { format!(", except {}", rule.except.join(", ")) };
    format!("{}, {} to {}{except}", no_overlap(rule), rule.from, rule.to)
}

/// Every rule of a resource.
pub fn of(resource: &Resource) -> Vec<String> {
    resource.lifecycle.iter().map(lifecycle).chain(resource.no_overlap.iter().map(no_overlap_in_full)).collect()
}

/// Per resource, a sentence about endpoints that answer the same requests.
pub fn conflicts(design: &Design) -> Vec<(String, String)> {
    let mut seen: Vec<(String, Vec<&Arc<Endpoint>>)> = Vec::new();
    for endpoint in &design.endpoints {
        let shape = endpoint.template().shape();
        let is_same = |(known, endpoints): &&mut (String, Vec<&Arc<Endpoint>>)| {
            *known == shape && endpoints.first().is_some_and(|first| first.method == endpoint.method)
        };
        match seen.iter_mut().find(is_same) {
            Some((_, endpoints)) => endpoints.push(endpoint),
            None => seen.push((shape, vec![endpoint])),
        }
    }
    let mut sentences: Vec<(String, String)> = Vec::new();
    for (_, endpoints) in seen.into_iter().filter(|(_, endpoints)| endpoints.len() > 1) {
        let Some(first) = endpoints.first() else { continue };
        let many = if endpoints.len() == 2 { "Two".to_owned() } else { endpoints.len().to_string() };
        let sentence = format!("{many} endpoints answer {}. Only {} is reached: delete the other or move it.", first.label(), first.id);
        for name in endpoints.iter().filter_map(|endpoint| endpoint.resource.clone()) {
            if !sentences.iter().any(|(known, _)| *known == name) {
                sentences.push((name, sentence.clone()));
            }
        }
    }
    sentences
}

/// What a card links to, in words: `Links to Room, Guest. Linked from Payment.`
pub fn links(design: &Design, resource: &str) -> String {
    let mut to: Vec<String> = Vec::new();
    let mut from: Vec<String> = Vec::new();
    for relation in design.relations() {
        if relation.from == resource && !to.contains(&relation.to) {
            to.push(relation.to.clone());
        }
        if relation.to == resource && !from.contains(&relation.from) {
            from.push(relation.from);
        }
    }
    let part = |words: &str, names: Vec<String>| if names.is_empty() { String::new() } else { format!("{words} {}. ", names.join(", ")) };
    (part("Links to", to) + &part("Linked from", from)).trim_end().to_owned()
}
