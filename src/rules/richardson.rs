//! Richardson's maturity model: how far an API uses what HTTP offers.
//!
//! Level 0 tunnels everything, level 1 has resources, level 2 uses methods and statuses for what they mean, level 3 lets
//! clients follow links. The level is read from what endpoints do, not from what they are called.

use serde::Serialize;

use super::{Evidence, look, route};
use crate::design::policy::{ErrorShape, Hypermedia, LinkForm};
use crate::design::{Behaviour, Concern, Design, Endpoint, Pointer};
use crate::http::Method;

/// The level and how it was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Richardson {
    /// 0 to 3.
    pub level: u8,
    /// The shortest way to the next level, in one sentence.
    pub way_up: String,
    /// What keeps it from the next level, or what carries it.
    pub evidence: Vec<Evidence>,
}

impl Richardson {
    /// The level of a design.
    pub fn of(design: &Design) -> Self {
        let total = design.endpoints.len();
        if total == 0 {
            return Self { level: 0, way_up: "Add a resource and an endpoint to reach level 1.".to_owned(), evidence: Vec::new() };
        }
        let actions: Vec<&Endpoint> = look::endpoints(design).filter(|endpoint| route::verb(endpoint).is_some()).collect();
        let one_door = look::endpoints(design).all(|endpoint| look::endpoints(design).next().is_some_and(|first| first.path == endpoint.path));
        if total > 1 && one_door || actions.len() * 2 > total {
            let way_up = match one_door {
                true => "Give every resource a path of its own to reach level 1.".to_owned(),
                false => format!("Rename {} of {total} endpoints after things instead of actions to reach level 1.", actions.len()),
            };
            return Self { level: 0, way_up, evidence: evidence(actions.into_iter()) };
        }
        let tunnelled: Vec<&Endpoint> = look::endpoints(design).filter(|endpoint| !uses_its_method(endpoint)).collect();
        if !tunnelled.is_empty() {
            let way_up = format!("Let the method say what {} do to reach level 2.", look::number(tunnelled.len(), "endpoint"));
            return Self { level: 1, way_up, evidence: evidence(tunnelled.into_iter()) };
        }
        if design.policies.errors.shape == ErrorShape::OkWithError {
            let saw = Evidence { at: Pointer::Policy(Concern::Errors), saw: "errors are answered with 200".into() };
            return Self { level: 1, way_up: "Answer errors with 4xx and 5xx to reach level 2.".to_owned(), evidence: vec![saw] };
        }
        let policy = &design.policies.hypermedia;
        if policy.links() {
            return linked(design, policy);
        }
        Self {
            level: 2,
            way_up: "Put links to the next steps into answers to reach level 3; most APIs do well without.".to_owned(),
            evidence: evidence(one_per_method(design)),
        }
    }

    /// The name of the level.
    pub fn title(&self) -> &'static str {
        match self.level {
            0 => "One door for everything",
            1 => "Resources",
            2 => "Methods and status codes",
            _ => "Hypermedia",
        }
    }
}

/// Links are there. They carry level 3 only where they say what the state allows: links that are always the same are addresses, no
/// controls, and a client has to know the rules all the same.
fn linked(design: &Design, policy: &Hypermedia) -> Richardson {
    let home = look::endpoints(design).find(|endpoint| endpoint.behaviour == Behaviour::Home);
    let controls = policy.actions && policy.by_state;
    let saw = |text: &str| Evidence { at: Pointer::Policy(Concern::Hypermedia), saw: text.to_owned().into() };
    let mut evidence = vec![saw(if policy.form == LinkForm::Hal { "answers are HAL, with links" } else { "answers carry links" })];
    evidence.push(match (policy.actions, policy.by_state) {
        (false, _) => saw("against it: no link leads to an action"),
        (true, false) => saw("against it: actions are offered whatever the state is"),
        (true, true) => saw("actions are offered as the state allows"),
    });
    evidence.push(match home {
        Some(home) => Evidence { at: home.at(), saw: "an entry point leads to the collections".into() },
        None => saw("against it: there is no entry point, so clients have to know addresses"),
    });
    let way_up = match (controls, home) {
        (false, _) if !policy.actions => "Let records link to what can be done with them to reach level 3.",
        (false, _) => "Offer only the actions that the state allows to reach level 3.",
        (true, None) => "Level 3 is reached. An entry point would let clients begin with one address.",
        (true, Some(_)) => "Level 3 is the highest: clients follow links instead of building addresses.",
    };
    Richardson { level: if controls { 3 } else { 2 }, way_up: way_up.to_owned(), evidence }
}

/// Whether the method fits the behaviour, as a reader of the standard expects.
fn uses_its_method(endpoint: &Endpoint) -> bool {
    match endpoint.behaviour {
        Behaviour::List | Behaviour::Search | Behaviour::Read | Behaviour::KeySet | Behaviour::Metadata | Behaviour::Health | Behaviour::Home => {
            endpoint.method.is_safe() || route::is_search(endpoint)
        }
        Behaviour::Create => matches!(endpoint.method, Method::POST | Method::PUT),
        Behaviour::Replace | Behaviour::Update | Behaviour::UploadChunk => matches!(endpoint.method, Method::PUT | Method::PATCH),
        Behaviour::Delete | Behaviour::DeleteAll | Behaviour::CancelJob => endpoint.method == Method::DELETE,
        Behaviour::Restore | Behaviour::Transition { .. } => !endpoint.method.is_safe(),
        Behaviour::JobStatus | Behaviour::UploadStatus => endpoint.method.is_safe(),
        Behaviour::StartJob | Behaviour::StartUpload | Behaviour::Token | Behaviour::Revoke | Behaviour::SignIn => endpoint.method == Method::POST,
        Behaviour::Authorize => matches!(endpoint.method, Method::GET | Method::POST),
        Behaviour::SignOut => matches!(endpoint.method, Method::DELETE | Method::POST),
        Behaviour::Fixed { .. } => true,
    }
}

fn one_per_method(design: &Design) -> impl Iterator<Item = &Endpoint> {
    look::endpoints(design)
        .enumerate()
        .filter(|(index, endpoint)| !look::endpoints(design).take(*index).any(|earlier| earlier.method == endpoint.method))
        .map(|(_, endpoint)| endpoint)
}

fn evidence<'a>(endpoints: impl Iterator<Item = &'a Endpoint>) -> Vec<Evidence> {
    endpoints.take(5).map(|endpoint| Evidence { at: endpoint.at(), saw: endpoint.label().into() }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::design::samples;

    #[test]
    fn links_carry_level_three_only_where_they_depend_on_the_state() {
        for (links, by_state, actions, level) in [
            (LinkForm::None, true, true, 2),
            (LinkForm::Links, true, true, 3),
            (LinkForm::Hal, true, true, 3),
            (LinkForm::Links, false, true, 2),
            (LinkForm::Hal, true, false, 2),
        ] {
            let mut design = samples::hotel_booking();
            Arc::make_mut(&mut design.policies).hypermedia = Hypermedia { form: links, by_state, actions, ..Hypermedia::default() };
            let found = Richardson::of(&design);
            assert_eq!(found.level, level, "{links:?}, by state: {by_state}, actions: {actions}");
            assert!(!found.evidence.is_empty());
        }
    }
}
