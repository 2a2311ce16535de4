//! Edits that several fixes are made of.

use std::sync::Arc;

use super::{Mend, look};
use crate::design::policy::KeyUse;
use crate::design::{Design, Edit, EditError, Endpoint, Field, Policies, Policy, Resource, answers};
use crate::order;

/// Changes an endpoint.
pub fn endpoint(endpoint: &Endpoint, change: impl FnOnce(&mut Endpoint)) -> Edit {
    let mut to = endpoint.clone();
    change(&mut to);
    Edit::SetEndpoint { id: endpoint.id.clone(), to }
}

/// Changes a field.
pub fn field(resource: &Resource, field: &Field, change: impl FnOnce(&mut Field)) -> Edit {
    let mut to = field.clone();
    change(&mut to);
    Edit::SetField { resource: resource.name.clone(), field: field.name.clone(), to }
}

/// Changes one policy.
pub fn policy<P: Clone + Into<Policy>>(design: &Design, part: impl FnOnce(&Policies) -> &P, change: impl FnOnce(&mut P)) -> Edit {
    let mut to = part(&design.policies).clone();
    change(&mut to);
    Edit::SetPolicy(to.into())
}

/// An edit that changes a status everywhere, with the declarations that follow from it: endpoints that declare errors swap those
/// they no longer answer for those they answer now.
pub fn with_declarations(design: &Design, edit: Edit) -> Vec<Edit> {
    let mut changed = design.clone();
    let mut edits = vec![edit];
    if changed.apply_all(&edits).is_err() {
        return edits;
    }
    for endpoint in design.endpoints.iter().filter(|endpoint| !endpoint.errors.is_empty()) {
        let (before, after) = (own_errors(design, endpoint), own_errors(&changed, endpoint));
        let errors = swapped(&endpoint.errors, &before, &after);
        if errors != endpoint.errors {
            edits.push(self::endpoint(endpoint, |endpoint| endpoint.errors = errors));
        }
    }
    edits
}

/// Makes the server honour idempotency keys, and lets pages send them.
pub fn honour_keys(design: &Design) -> Vec<Edit> {
    let mut edits = with_declarations(design, policy(design, |p| &p.idempotency, |idempotency| idempotency.key = KeyUse::Honoured));
    let field = "Idempotency-Key";
    let cors = &design.policies.cors;
    if look::admits_pages(design) && !allows(&cors.headers, cors.credentials, field) {
        edits.push(policy(design, |p| &p.cors, |cors| cors.headers.push(field.to_owned())));
    }
    edits
}

/// Lets pages read a field, where some page may call and this field is hidden from it.
pub fn exposed(design: &Design, field: &str) -> Option<Edit> {
    let cors = &design.policies.cors;
    let hidden = look::admits_pages(design) && !allows(&cors.expose, cors.credentials, field);
    hidden.then(|| policy(design, |p| &p.cors, |cors| cors.expose.push(field.to_owned())))
}

/// Whether a list of fields names one; a star stands for all of them where no credentials come along (Fetch standard).
fn allows(list: &[String], credentials: bool, field: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(field) || known == "*" && !credentials)
}

/// Changes an endpoint, with the declarations that follow.
pub fn endpoint_with_declarations(design: &Design, before: &Endpoint, change: impl FnOnce(&mut Endpoint)) -> Edit {
    let mut to = before.clone();
    change(&mut to);
    if !before.errors.is_empty() {
        to.errors = swapped(&before.errors, &own_errors(design, before), &own_errors(design, &to));
    }
    Edit::SetEndpoint { id: before.id.clone(), to }
}

/// Declared errors without those that are no longer answered, with those that are new.
fn swapped(declared: &[u16], before: &[u16], after: &[u16]) -> Vec<u16> {
    let kept = declared.iter().copied().filter(|status| after.contains(status) || !before.contains(status));
    let mut errors: Vec<u16> = kept.chain(after.iter().copied().filter(|status| !before.contains(status) && !declared.contains(status))).collect();
    order::by(&mut errors, u16::cmp);
    errors
}

fn own_errors(design: &Design, endpoint: &Endpoint) -> Vec<u16> {
    answers::expected(design, endpoint).into_iter().map(|answer| answer.status).filter(|status| *status >= 400).collect()
}

/// These edits, if they can be applied and no two endpoints then share method and path that did not before; otherwise what has
/// the name, or the method and path, already.
pub fn if_distinct(design: &Design, edits: Vec<Edit>) -> Mend {
    let mut changed = design.clone();
    match changed.apply_all(&edits) {
        Ok(_) => {}
        Err(EditError::Taken(at)) => return Err(Some(at)),
        Err(_) => return Err(None),
    }
    let same = |index: usize, endpoint: &Arc<Endpoint>| design.endpoints.get(index).is_some_and(|before| Arc::ptr_eq(before, endpoint));
    let stays =
        |endpoint: &Endpoint| design.endpoint(&endpoint.id).is_some_and(|before| before.path == endpoint.path && before.method == endpoint.method);
    let changed_places = changed.endpoints.iter().enumerate().filter(|(index, endpoint)| !same(*index, endpoint));
    let mut moved = changed_places.map(|(_, endpoint)| &**endpoint).filter(|endpoint| !stays(endpoint));
    match moved.find_map(|moved| same_route(&changed, moved)) {
        Some(twin) => Err(design.endpoint(&twin.id).map(|twin| twin.at())),
        None => Ok(edits),
    }
}

/// Another endpoint with the same method and a path that matches the same requests.
pub fn same_route<'a>(design: &'a Design, endpoint: &Endpoint) -> Option<&'a Endpoint> {
    let twin = |other: &&Endpoint| other.id != endpoint.id && other.method == endpoint.method && same_shape(&other.path, &endpoint.path);
    design.endpoints.iter().map(|other| &**other).find(twin)
}

/// Whether two templates differ in the names of their parameters at most.
pub fn same_shape(a: &str, b: &str) -> bool {
    let parameter = |segment: &[u8]| segment.len() > 2 && segment.starts_with(b"{") && segment.ends_with(b"}");
    // Byte by byte: each path is held against hundreds of others.
    let (mut left, mut right) = (a.as_bytes().split(|byte| *byte == b'/'), b.as_bytes().split(|byte| *byte == b'/'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || parameter(a) && parameter(b) => {}
            _ => return false,
        }
    }
}
