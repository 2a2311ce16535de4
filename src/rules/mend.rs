//! Edits that several fixes are made of.

use crate::design::{Design, Edit, Endpoint, Field, Policies, Policy, Resource, answers};

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
        let mut errors: Vec<u16> = endpoint.errors.iter().copied().filter(|status| after.contains(status) || !before.contains(status)).collect();
        errors.extend(after.into_iter().filter(|status| !before.contains(status) && !endpoint.errors.contains(status)));
        errors.sort_unstable();
        if errors != endpoint.errors {
            edits.push(self::endpoint(endpoint, |endpoint| endpoint.errors = errors));
        }
    }
    edits
}

fn own_errors(design: &Design, endpoint: &Endpoint) -> Vec<u16> {
    answers::expected(design, endpoint).into_iter().map(|answer| answer.status).filter(|status| *status >= 400).collect()
}

/// These edits, if they can be applied and no two endpoints then share method and path that did not before.
pub fn if_distinct(design: &Design, edits: Vec<Edit>) -> Option<Vec<Edit>> {
    let mut changed = design.clone();
    changed.apply_all(&edits).ok()?;
    let moved: Vec<&Endpoint> = changed
        .endpoints
        .iter()
        .filter(|endpoint| design.endpoint(&endpoint.id).is_none_or(|before| before.path != endpoint.path || before.method != endpoint.method))
        .map(|endpoint| &**endpoint)
        .collect();
    let clash = moved.iter().any(|moved| same_route(&changed, moved).is_some());
    (!clash).then_some(edits)
}

/// Another endpoint with the same method and a path that matches the same requests.
pub fn same_route<'a>(design: &'a Design, endpoint: &Endpoint) -> Option<&'a Endpoint> {
    let twin = |other: &&Endpoint| other.id != endpoint.id && other.method == endpoint.method && same_shape(&other.path, &endpoint.path);
    design.endpoints.iter().map(|other| &**other).find(twin)
}

/// Whether two templates differ in the names of their parameters at most.
pub fn same_shape(a: &str, b: &str) -> bool {
    let parameter = |segment: &str| segment.len() > 2 && segment.starts_with('{') && segment.ends_with('}');
    let (mut left, mut right) = (a.split('/'), b.split('/'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || parameter(a) && parameter(b) => {}
            _ => return false,
        }
    }
}
