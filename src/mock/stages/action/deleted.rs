//! Removed records that are kept: hiding them, showing them to those who may, bringing them back (RFC 9110 sections 9.3.5, 15.5.11).

use super::{Done, create};
use crate::design::policy::deletion::{DELETED_AT, INCLUDE_DELETED};
use crate::design::words::letters::Letters;
use crate::design::{Concern, Pointer, Resource};
use crate::http::Problem;
use crate::mock::pipeline::Call;
use crate::mock::stages::authentication::{Caller, challenge};
use crate::mock::stages::problems::refuse;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Why};

/// Hides a record and notes when.
pub fn hide(call: &Call, resource: &str, record: &Record, store: &mut Store) {
    let mut value = record.value.clone();
    value.insert(DELETED_AT.to_owned(), call.now.rfc3339().into());
    let version = store.next_version(resource, &record.id);
    store.put(resource, Record { value, version, modified: call.now, hidden: true, ..record.clone() });
}

/// The answer about a record that was removed and is kept.
pub fn gone<T>(call: &Call, resource: &str, id: &str) -> Decision<T> {
    let detail = format!("The {} `{id}` was removed. Drop links to it.", resource.lower());
    let reply = refuse(call, Problem::new(410, "removed", format!("{resource} removed"), detail));
    let why = Why::new(format!("{resource} {id} was removed and is kept")).spec("RFC 9110 section 15.5.11");
    Decision::answer(reply, why.because_of(Pointer::Policy(Concern::Deletion)))
}

/// The refusal for a caller that may not see removed records; passed over in silence, the list would look complete.
pub fn may_see<T>(call: &Call, caller: &Caller) -> Option<Decision<T>> {
    let policy = &call.design.policies.deletion;
    let roles = policy.shown_to.join(" or ");
    let place = Pointer::Policy(Concern::Deletion);
    match &caller.client {
        _ if !policy.shows_kept() => None,
        Some(client) if client.roles.iter().any(|role| policy.shown_to.contains(role)) => None,
        Some(client) => {
            let detail = format!("{} is known, but {INCLUDE_DELETED} needs the role {roles}. Leave it out, or use other credentials.", client.name);
            let reply = refuse(call, Problem::new(403, "forbidden", "You may not see removed records", detail));
            let got = if client.roles.is_empty() { "no role".to_owned() } else { client.roles.join(", ") };
            let why = Why::new(format!("removed records are for the role {roles}")).spec("RFC 9110 section 15.5.4").because_of(place);
            Some(Decision::answer(reply, why.compare(roles, got)))
        }
        None => {
            let detail = format!("{INCLUDE_DELETED} needs the role {roles}. Send credentials, or leave it out.");
            let reply = challenge(call, "Removed records need credentials", detail, None);
            let why = Why::new("removed records need credentials").spec("RFC 9110 section 11.6.1").because_of(place);
            Some(Decision::answer(reply, why.compare(roles, "no credentials")))
        }
    }
}

/// Brings a record back as it was, under a new version.
pub fn restore(call: &Call, resource: &Resource, record: &Record, store: &mut Store) -> Decision<Done> {
    let mut value = record.value.clone();
    value.shift_remove(DELETED_AT);
    create::touch(resource, &mut value, call.now);
    let version = store.next_version(&resource.name, &record.id);
    let stored = store.put(&resource.name, Record { value, version, modified: call.now, hidden: false, ..record.clone() });
    let title = format!("{} {} restored", resource.name, stored.id);
    Decision::pass(Done::Changed { record: stored, title }, Why::new("back in sight").because_of(Pointer::Policy(Concern::Deletion)))
}
