//! The life of a record, where a state field and the actions behind records tell it: `POST /orders/{id}/cancel` leads to `cancelled`.

use super::operations::Operation;
use crate::design::template::Segment;
use crate::design::{FieldKind, Lifecycle, Resource, Transition, words};

/// Names of fields that hold a state.
const NAMES: [&str; 4] = ["status", "state", "phase", "stage"];

/// The life-cycle of a resource.
pub fn of(resource: &Resource, own: &[&Operation<'_>], all: &[Operation<'_>]) -> Option<Lifecycle> {
    let (field, values) = resource.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Enum { values } if NAMES.contains(&words::snake(&field.name).as_str()) && values.len() > 1 => Some((field, values)),
        _ => None,
    })?;
    let items: Vec<Vec<Segment>> =
        own.iter().map(|operation| operation.segments()).filter(|path| matches!(path.last(), Some(Segment::Parameter(_)))).collect();
    let mut transitions: Vec<Transition> = Vec::new();
    for operation in all.iter().filter(|operation| operation.method != "GET") {
        let path = operation.segments();
        let Some((Segment::Literal(action), before)) = path.split_last() else { continue };
        if !items.iter().any(|item| super::resources::outline(item) == super::resources::outline(before)) {
            continue;
        }
        let Some(to) = values.iter().find(|value| leads_to(action, value)) else { continue };
        let from: Vec<String> = values.iter().filter(|value| *value != to).cloned().collect();
        if !transitions.iter().any(|known| known.name == *action) {
            transitions.push(Transition { name: action.to_string(), from, to: to.clone() });
        }
    }
    let initial = field.default.as_ref().and_then(|value| value.as_str()).filter(|value| values.iter().any(|known| known == value));
    let initial = initial.map(str::to_owned).or_else(|| values.iter().find(|value| !transitions.iter().any(|way| way.to == **value)).cloned())?;
    (!transitions.is_empty()).then(|| Lifecycle { field: field.name.clone(), initial, transitions })
}

/// `cancel` and `cancellation` lead to `cancelled`, `canceled`, `CANCELLED`.
fn leads_to(action: &str, state: &str) -> bool {
    let (action, state) = (words::snake(action), words::snake(state));
    let stem = |text: &str| text.trim_end_matches(['e', 'd', 'y', 'i']).to_owned();
    let (verb, done) = (stem(&action), stem(&state));
    let doubled = |text: &str| text.chars().last().map(|last| format!("{text}{last}"));
    state.ends_with('d') && (verb == done || doubled(&verb).as_deref() == Some(&done))
        || words::noun_of_verb(&stem(&done)) == action && done.len() > 3
        || state == action
}
