//! Stage: what was asked for is done, now that nothing stands in its way (RFC 9110 section 9.3).

pub mod create;
pub mod cursor;
pub mod deleted;
pub mod facets;
pub mod health;
pub mod include;
pub mod jobs;
pub mod list;
pub mod oauth;
pub mod remove;
pub mod sessions;
pub mod uploads;

use std::sync::Arc;

use serde_json::Value;

use super::lookup::Subject;
use super::problems::refuse;
use super::validation::Draft;
use crate::design::{Behaviour, Concern, Pointer, Resource};
use crate::http::{Problem, Target};
use crate::mock::ledger::Ledger;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Reply, Rng, Why};

/// What was done.
#[derive(Clone, Debug)]
pub enum Done {
    /// A page of records was picked.
    Listed(list::Page),
    /// A record was found.
    Found(Arc<Record>),
    /// A record was made.
    Created(Arc<Record>),
    /// A record was changed; the headline says how.
    Changed { record: Arc<Record>, title: String },
    /// A record was removed, with so many others that pointed to it.
    Removed { record: Arc<Record>, with: usize },
    /// So many records were removed.
    Emptied(usize),
    /// Something about a job or an upload; the answer is written already.
    Written(Box<Reply>),
    /// Nothing: the answer is fixed.
    Fixed { status: u16, body: Value },
}

impl Done {
    /// The record that the answer shows.
    pub fn record(&self) -> Option<&Arc<Record>> {
        match self {
            Self::Found(record) | Self::Created(record) | Self::Changed { record, .. } | Self::Removed { record, .. } => Some(record),
            _ => None,
        }
    }
}

/// Does what the endpoint's behaviour says.
#[expect(clippy::too_many_arguments, reason = "the action is where everything that was found comes together")]
pub fn perform(
    call: &Call,
    target: &Target,
    route: &Route,
    subject: Subject,
    draft: Draft,
    selection: &Selection,
    store: &mut Store,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Decision<Done> {
    let endpoint = route.endpoint();
    if let Behaviour::Fixed { status, body } = &endpoint.behaviour {
        return Decision::pass(Done::Fixed { status: *status, body: body.clone() }, Why::new("nothing is stored").because_of(endpoint.at()));
    }
    if endpoint.behaviour == Behaviour::KeySet {
        return call.extras.key_set(call);
    }
    if endpoint.behaviour == Behaviour::Health {
        return call.extras.health(call, store);
    }
    if endpoint.behaviour.is_session() {
        return call.extras.turn_session(call, endpoint, ledger, rng);
    }
    if endpoint.behaviour == Behaviour::Home {
        return call.extras.home(call, route, target, selection);
    }
    let Some(resource) = route.resource() else {
        let reply = refuse(
            call,
            Problem::new(
                501,
                "no-resource",
                "Nothing stands behind this endpoint",
                "The sketch gives this endpoint no resource. Choose one on its card.",
            ),
        );
        return Decision::answer(reply, Why::new("the endpoint has no resource").because_of(endpoint.at()));
    };
    let only = selection.only.as_deref();
    match (&endpoint.behaviour, draft, subject.record.clone()) {
        (Behaviour::List | Behaviour::Search, _, _) => list::perform(call, target, resource, &subject, selection, store),
        (Behaviour::Read, _, Some(record)) => {
            let text = "reads, changes nothing";
            let why = match selection.include.is_empty() {
                true => Why::new(text),
                false => {
                    let queries = call.extras.queries(call.design, selection, &[&record]);
                    Why::new(format!("{text}, {}", list::cost(queries))).because_of(Pointer::Policy(Concern::Filtering))
                }
            };
            Decision::pass(Done::Found(record), why.spec("RFC 9110 section 9.3.1"))
        }
        (Behaviour::Create, Draft::Record(draft), _) => create::perform(call, resource, None, draft, store, ledger, rng),
        (Behaviour::Replace, Draft::Record(draft), None) => create::perform(call, resource, subject.id, draft, store, ledger, rng),
        (Behaviour::Replace | Behaviour::Update, Draft::Record(draft), Some(record)) => change(call, resource, &record, draft, store),
        (Behaviour::Transition { name }, _, Some(record)) => transition(call, resource, &record, name, store),
        (Behaviour::StartJob | Behaviour::StartUpload, Draft::Record(draft), _) => {
            call.extras.work(call, route, resource, only, Some(draft), store, ledger, rng)
        }
        (Behaviour::JobStatus | Behaviour::CancelJob | Behaviour::UploadChunk | Behaviour::UploadStatus, _, _) => {
            call.extras.work(call, route, resource, only, None, store, ledger, rng)
        }
        (Behaviour::Delete, _, Some(record)) => remove::one(call, resource, &record, store),
        (Behaviour::Restore, _, Some(record)) => call.extras.restore(call, resource, &record, store),
        (Behaviour::DeleteAll, _, _) => remove::all(call, resource, selection.only.as_deref(), store),
        _ => {
            let reply =
                refuse(call, Problem::new(500, "fault", "A fault in the playground", "This is a fault in the playground, not in the design."));
            Decision::answer(reply, "the stages before left nothing to work on")
        }
    }
}

/// Puts changed members in a record's place; a change that changes nothing keeps the version.
fn change(call: &Call, resource: &Resource, record: &Record, draft: serde_json::Map<String, Value>, store: &mut Store) -> Decision<Done> {
    let mut value = serde_json::Map::new();
    let name = &resource.identifier.field;
    if let Some(id) = record.value.get(name) {
        value.insert(name.clone(), id.clone());
    }
    value.extend(draft.into_iter().filter(|(member, _)| member != name));
    if value == record.value {
        let title = format!("{} {} is as it was", resource.name, record.id);
        return Decision::pass(
            Done::Changed { record: Arc::new(record.clone()), title },
            Why::new("nothing differs, the version stays").because_of(resource.at()),
        );
    }
    let changed: Vec<&str> =
        resource.fields.iter().map(|field| field.name.as_str()).filter(|field| value.get(*field) != record.value.get(*field)).collect();
    let text = match changed.as_slice() {
        [one] => format!("{one} changed"),
        many => format!("{} fields changed", many.len()),
    };
    create::touch(resource, &mut value, call.now);
    let version = store.next_version(&resource.name, &record.id);
    let stored = store.put(&resource.name, Record { value, version, modified: call.now, ..record.clone() });
    let title = format!("{} {} changed, now version {version}", resource.name, stored.id);
    Decision::pass(Done::Changed { record: stored, title }, Why::new(text).because_of(resource.at()))
}

fn transition(call: &Call, resource: &Resource, record: &Record, name: &str, store: &mut Store) -> Decision<Done> {
    let way = resource.lifecycle.as_ref().and_then(|lifecycle| lifecycle.transitions.iter().find(|way| way.name == name).map(|way| (lifecycle, way)));
    let Some((lifecycle, way)) = way else {
        let reply = refuse(call, Problem::new(500, "fault", "A fault in the playground", "This is a fault in the playground, not in the design."));
        return Decision::answer(reply, "the transition vanished between two stages");
    };
    let mut value = record.value.clone();
    value.insert(lifecycle.field.clone(), way.to.clone().into());
    create::touch(resource, &mut value, call.now);
    let version = store.next_version(&resource.name, &record.id);
    let stored = store.put(&resource.name, Record { value, version, modified: call.now, ..record.clone() });
    let title = format!("{} {} is {}", resource.name, stored.id, way.to);
    Decision::pass(Done::Changed { record: stored, title }, Why::new(format!("{name} leads to {}", way.to)).because_of(resource.at()))
}
