//! The text of a kept design: a document like any other, with the steps that undo takes back beside the design. A step is kept as
//! what differs, so that two hundred of them take little more room than the design.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use roundtrip::design::history::Earlier;
use roundtrip::design::{Design, Document, DocumentError, History, delta};
use serde_json::{Value, json};

/// The most steps that are kept.
const STEPS: usize = 200;

/// What leads back over a step, by the number of the step.
type Deltas = BTreeMap<u64, Value>;

thread_local! {
    /// Those of the last record, so that each is found once.
    static DELTAS: RefCell<Deltas> = const { RefCell::new(Deltas::new()) };
}

/// Writes a history.
pub fn write(history: &History, at: u64) -> String {
    DELTAS.with_borrow_mut(|known| write_with(history, at, known))
}

/// Reads a record, and remembers what leads back over its steps.
pub fn read(text: &str) -> Result<(Design, Vec<(String, Earlier)>), DocumentError> {
    let design = Document::from_json(text)?.design;
    let kept = steps(text);
    DELTAS.set(kept.iter().zip(1..).map(|((_, delta), number)| (number, delta.clone())).collect());
    Ok((design, kept.into_iter().map(|(label, delta)| (label, earlier(delta))).collect()))
}

/// Name and time of a record, without reading all of it.
pub fn glance(text: &str) -> Option<(String, u64)> {
    let value: Value = serde_json::from_str(text).ok()?;
    let name = value.get("design")?.get("name").and_then(Value::as_str).unwrap_or("New API");
    Some((name.to_owned(), value.get("at").and_then(Value::as_u64).unwrap_or_default()))
}

fn write_with(history: &History, at: u64, known: &mut Deltas) -> String {
    let design = to_value(history.design());
    let all: Vec<_> = history.steps().rev().take(STEPS).collect();
    let mut deltas = Deltas::new();
    let mut steps = Vec::new();
    for (index, (number, label, before)) in all.iter().enumerate() {
        // The newest step may still be going on; what came before it stays as it is.
        let known = known.remove(number).filter(|_| index > 0 || before.is_none());
        let found = || {
            let after = match index.checked_sub(1).and_then(|newer| all.get(newer)) {
                None => design.clone(),
                Some((_, _, after)) => to_value((*after)?),
            };
            Some(delta::between(&after, &to_value((*before)?)).unwrap_or_else(|| json!({ "m": {} })))
        };
        let Some(delta) = known.or_else(found) else { break };
        steps.push(json!([label, delta]));
        deltas.insert(*number, delta);
    }
    *known = deltas;
    steps.reverse();
    json!({ "roundtrip": roundtrip::design::document::FORMAT, "design": design, "steps": steps, "at": at }).to_string()
}

fn steps(text: &str) -> Vec<(String, Value)> {
    let steps = serde_json::from_str::<Value>(text).ok().and_then(|mut record| Some(record.get_mut("steps")?.take()));
    let Some(Value::Array(steps)) = steps else { return Vec::new() };
    steps.into_iter().filter_map(|mut step| Some((step.get(0)?.as_str()?.to_owned(), step.get_mut(1)?.take()))).collect()
}

fn earlier(delta: Value) -> Earlier {
    Earlier(Arc::new(move |after| {
        let mut value = to_value(after);
        delta::apply(&delta, &mut value)?;
        // Through a text: the page reads designs in one way.
        let text = json!({ "roundtrip": roundtrip::design::document::FORMAT, "design": value }).to_string();
        Document::from_json(&text).ok().map(|document| document.design)
    }))
}

fn to_value(design: &Design) -> Value {
    serde_json::to_value(design).unwrap_or_default()
}
