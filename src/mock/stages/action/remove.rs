//! Removing records, and what happens to the records that point to them (RFC 9110 section 9.3.5).

use super::Done;
use crate::design::policy::Referenced;
use crate::design::{Concern, Pointer, Resource};
use crate::mock::pipeline::Call;
use crate::mock::stages::conflict::points_to;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Why};

/// Removes one record, and those that point to it where the policy says so.
pub fn one(call: &Call, resource: &Resource, record: &std::sync::Arc<Record>, store: &mut Store) -> Decision<Done> {
    let cascades = call.design.policies.deletion.referenced == Referenced::Cascade;
    let with = if cascades { cascade(call, &resource.name, &record.id, store) } else { 0 };
    store.remove(&resource.name, &record.id);
    let text = if with == 0 { "removed".to_owned() } else { format!("removed, with {with} that pointed to it") };
    Decision::pass(
        Done::Removed { record: record.clone(), with },
        Why::new(text).spec("RFC 9110 section 9.3.5").because_of(Pointer::Policy(Concern::Deletion)),
    )
}

/// Removes every record of a resource, and those that point to them where the policy says so.
pub fn all(call: &Call, resource: &Resource, store: &mut Store) -> Decision<Done> {
    let cascades = call.design.policies.deletion.referenced == Referenced::Cascade;
    let ids: Vec<String> = store.list(&resource.name).map(|record| record.id.clone()).collect();
    let mut with = 0;
    for id in &ids {
        with += if cascades { cascade(call, &resource.name, id, store) } else { 0 };
        store.remove(&resource.name, id);
    }
    let more = if with == 0 { String::new() } else { format!(", with {with} that pointed to them") };
    Decision::pass(Done::Emptied(ids.len()), Why::new(format!("all {} removed{more}", ids.len())).because_of(resource.at()))
}

/// Removes the records that point to this one, and those that point to them; a record is met once, so circles end.
fn cascade(call: &Call, resource: &str, id: &str, store: &mut Store) -> usize {
    let relations = call.design.relations();
    let mut waiting = vec![(resource.to_owned(), id.to_owned())];
    let mut removed = 0;
    while let Some((to, id)) = waiting.pop() {
        for relation in relations.iter().filter(|relation| relation.to == to) {
            let pointing: Vec<String> = store
                .list(&relation.from)
                .filter(|record| points_to(record.value.get(&relation.field), &id))
                .map(|record| record.id.clone())
                .collect();
            for other in pointing.into_iter().filter(|other| (relation.from.as_str(), other.as_str()) != (resource, id.as_str())) {
                if store.remove(&relation.from, &other).is_some() {
                    removed += 1;
                    waiting.push((relation.from.clone(), other));
                }
            }
        }
    }
    removed
}
