//! Removing records, and what happens to the records that point to them (RFC 9110 section 9.3.5).

use std::sync::Arc;

use super::Done;
use crate::design::policy::Referenced;
use crate::design::{Concern, Pointer, Resource};
use crate::mock::pipeline::Call;
use crate::mock::stages::conflict::points_to;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Why};

/// Removes one record, and those that point to it where the policy says so.
pub fn one(call: &Call, resource: &Resource, record: &Arc<Record>, store: &mut Store) -> Decision<Done> {
    let cascades = call.design.policies.deletion.referenced == Referenced::Cascade;
    let with = if cascades { cascade(call, &resource.name, &record.id, store) } else { 0 };
    take(call, &resource.name, record, store);
    let word = if call.design.policies.deletion.keeps { "hidden and kept" } else { "removed" };
    let text = if with == 0 { word.to_owned() } else { format!("{word}, with {with} that pointed to it") };
    Decision::pass(
        Done::Removed { record: store.any(&resource.name, &record.id).unwrap_or(record).clone(), with },
        Why::new(text).spec("RFC 9110 section 9.3.5").because_of(Pointer::Policy(Concern::Deletion)),
    )
}

/// Removes every record of a resource that the caller may meet, and those that point to them where the policy says so.
pub fn all(call: &Call, resource: &Resource, only: Option<&str>, store: &mut Store) -> Decision<Done> {
    let cascades = call.design.policies.deletion.referenced == Referenced::Cascade;
    let all: Vec<Arc<Record>> = store
        .list(&resource.name)
        .filter(|record| only.is_none_or(|who| call.extras.is_own(call.design, who, &resource.name, record, store)))
        .cloned()
        .collect();
    let mut with = 0;
    for record in &all {
        with += if cascades { cascade(call, &resource.name, &record.id, store) } else { 0 };
        take(call, &resource.name, record, store);
    }
    let more = if with == 0 { String::new() } else { format!(", with {with} that pointed to them") };
    Decision::pass(Done::Emptied(all.len()), Why::new(format!("all {} removed{more}", all.len())).because_of(resource.at()))
}

/// Takes a record out of sight: kept with the moment, or gone.
fn take(call: &Call, resource: &str, record: &Record, store: &mut Store) {
    match call.design.policies.deletion.keeps {
        true => call.extras.hide(call, resource, record, store),
        false => drop(store.remove(resource, &record.id)),
    }
}

/// Removes the records that point to this one, and those that point to them; a record is met once, so circles end.
fn cascade(call: &Call, resource: &str, id: &str, store: &mut Store) -> usize {
    let relations = call.design.relations();
    let mut waiting = vec![(resource.to_owned(), id.to_owned())];
    let mut removed = 0;
    while let Some((to, id)) = waiting.pop() {
        for relation in relations.iter().filter(|relation| relation.to == to) {
            let pointing: Vec<Arc<Record>> =
                store.list(&relation.from).filter(|record| points_to(record.value.get(&relation.field), &id)).cloned().collect();
            for other in pointing.into_iter().filter(|other| (relation.from.as_str(), other.id.as_str()) != (resource, id.as_str())) {
                if store.get(&relation.from, &other.id).is_some() {
                    take(call, &relation.from, &other, store);
                    removed += 1;
                    waiting.push((relation.from.clone(), other.id.clone()));
                }
            }
        }
    }
    removed
}
