//! The slots of the path: which record each parameter names, filled from live records.

use leptos::prelude::*;
use roundtrip::design::template::{Meaning, Segment, meanings};
use roundtrip::design::{Design, Endpoint};
use roundtrip::http::target::encode_segment;
use roundtrip::mock::Server;

use super::made;
use crate::ui::workspace::{Workspace, workspace};

/// The most records offered in one list.
const MOST: usize = 100;

/// A parameter of the path.
#[derive(Clone, PartialEq)]
struct Slot {
    name: String,
    /// Which segment of the whole path it is.
    place: usize,
    /// The resource whose records it names.
    resource: Option<String>,
}

/// Small lists under the request line, one for each parameter of the path.
#[component]
pub fn Slots() -> impl IntoView {
    let workspace = workspace();
    let made = made();
    let slots = Memo::new(move |_| {
        let endpoint = made.endpoint.get()?;
        Some(workspace.design.with(|design| slots(design, &endpoint))).filter(|slots| !slots.is_empty())
    });
    move || {
        slots.get().map(|slots| {
            view! { <div class="slots">{slots.into_iter().map(|part| view! { <SlotField part/> }).collect_view()}</div> }
        })
    }
}

fn slots(design: &Design, endpoint: &Endpoint) -> Vec<Slot> {
    let before = design.base_of(endpoint).split('/').filter(|segment| !segment.is_empty()).count();
    let mut meanings = meanings(design, endpoint).into_iter();
    let slot = |(index, segment)| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(name) => {
            let resource = match meanings.next().map(|(_, meaning)| meaning) {
                Some(Meaning::Identity) => endpoint.resource.clone(),
                Some(Meaning::Parent { resource, .. }) => Some(resource),
                _ => None,
            };
            Some(Slot { name: name.into_owned(), place: before + index, resource })
        }
    };
    endpoint.template().segments.into_iter().enumerate().filter_map(slot).collect()
}

#[component]
fn SlotField(part: Slot) -> impl IntoView {
    let workspace = workspace();
    let target = workspace.draft.target;
    let place = part.place;
    let now = Memo::new(move |_| target.with(|target| segment(target, place)));
    let choose = move |event| {
        let value = event_target_value(&event);
        target.update(|target| *target = with_segment(target, place, &encode_segment(&value)));
    };
    let label = part.name.clone();
    let control = match part.resource {
        None => view! { <input class="cell mono" type="text" size="12" prop:value=move || now.get() on:change=choose/> }.into_any(),
        Some(resource) => view! {
            <select class="cell mono" on:change=choose>
                {move || {
                    workspace.records.track();
                    let now = now.get();
                    let mut records = workspace.with_server(|server| records(server, &resource));
                    if !records.iter().any(|(id, _)| *id == now) {
                        records.insert(0, (now.clone(), format!("{now} (no such record)")));
                    }
                    records.into_iter().map(|(id, text)| view! { <option value=id.clone() selected=id == now>{text}</option> }).collect_view()
                }}
            </select>
        }
        .into_any(),
    };
    view! { <label class="slot"><span class="mono">{label}</span>{control}</label> }
}

/// Identifiers with something to recognise the record by.
fn records(server: &Server, resource: &str) -> Vec<(String, String)> {
    let known = server.design().resource(resource);
    let told = known.and_then(|known| {
        let fits = |field: &&roundtrip::design::Field| !matches!(field.kind, roundtrip::design::FieldKind::Reference { .. });
        known.fields.iter().find(fits).map(|field| field.name.clone())
    });
    let record = |record: &std::sync::Arc<roundtrip::mock::Record>| {
        let words = told.as_ref().and_then(|field| record.value.get(field)).and_then(serde_json::Value::as_str);
        (record.id.clone(), words.map_or_else(|| record.id.clone(), |words| format!("{}  {words}", record.id)))
    };
    server.store().list(resource).take(MOST).map(record).collect()
}

/// The decoded segment of this place.
fn segment(target: &str, place: usize) -> String {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let raw = path.split('/').nth(place + 1).unwrap_or_default();
    percent_decoded(raw)
}

fn percent_decoded(raw: &str) -> String {
    roundtrip::http::Target::parse(&format!("/{raw}")).ok().and_then(|target| target.segments.into_iter().next()).unwrap_or_else(|| raw.to_owned())
}

/// The target with another segment in this place; the query stays.
pub fn with_segment(target: &str, place: usize, value: &str) -> String {
    let end = target.find(['?', '#']).unwrap_or(target.len());
    let (path, rest) = target.split_at(end);
    let parts = path.split('/').enumerate().map(|(index, part)| if index == place + 1 { value } else { part });
    format!("{}{rest}", parts.collect::<Vec<_>>().join("/"))
}

/// The places of the parameters in the whole path of an endpoint.
pub fn places(workspace: Workspace, endpoint: &Endpoint) -> Vec<usize> {
    workspace.design.with_untracked(|design| slots(design, endpoint).into_iter().map(|slot| slot.place).collect())
}
