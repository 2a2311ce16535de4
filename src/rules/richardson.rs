//! Richardson's maturity model: how far an API uses what HTTP offers.
//!
//! Level 0 tunnels everything, level 1 has resources, level 2 uses methods and statuses for what they mean, level 3 lets
//! clients follow links. The level is read from what endpoints do, not from what they are called.

use serde::Serialize;

use super::{Evidence, look, route};
use crate::design::policy::ErrorShape;
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

/// Whether the method fits the behaviour, as a reader of the standard expects.
fn uses_its_method(endpoint: &Endpoint) -> bool {
    match endpoint.behaviour {
        Behaviour::List | Behaviour::Search | Behaviour::Read | Behaviour::KeySet | Behaviour::Health => {
            endpoint.method.is_safe() || route::is_search(endpoint)
        }
        Behaviour::Create => matches!(endpoint.method, Method::POST | Method::PUT),
        Behaviour::Replace | Behaviour::Update | Behaviour::UploadChunk => matches!(endpoint.method, Method::PUT | Method::PATCH),
        Behaviour::Delete | Behaviour::DeleteAll | Behaviour::CancelJob => endpoint.method == Method::DELETE,
        Behaviour::Restore | Behaviour::Transition { .. } => !endpoint.method.is_safe(),
        Behaviour::JobStatus | Behaviour::UploadStatus => endpoint.method.is_safe(),
        Behaviour::StartJob | Behaviour::StartUpload => endpoint.method == Method::POST,
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
