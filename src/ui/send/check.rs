//! What the server would refuse about the content, found by asking a copy of the server.

use roundtrip::design::{Credential, Endpoint, Pointer};
use roundtrip::http::{Request, json};
use roundtrip::mock::{Exchange, Rng, Stage, with_credentials};
use serde_json::Value;

use super::json_lines::line_of;
use crate::ui::workspace::Workspace;

/// Something that would be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line it stands on, from 1; `None` where it is about the whole.
    pub line: Option<usize>,
    /// What is wrong.
    pub text: String,
    /// The status that it gets.
    pub status: u16,
}

/// Faults of the content of a request to an endpoint.
pub fn faults(workspace: Workspace, endpoint: Option<&Endpoint>, request: &Request) -> Vec<Fault> {
    let Some(endpoint) = endpoint.filter(|endpoint| endpoint.takes_content()) else { return Vec::new() };
    let text = request.body.text().unwrap_or_default();
    let malformed = workspace.design.with_untracked(|design| design.policies.content.malformed_status);
    if let Err(error) = json::read(text.as_bytes()) {
        if text.trim().is_empty() {
            return vec![Fault { line: None, text: "Content is missing. The server expects JSON.".to_owned(), status: malformed }];
        }
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or_default();
        let text = format!("column {}: {words}", error.column());
        return vec![Fault { line: Some(error.line()), text, status: malformed }];
    }
    let exchange = rehearse_past_the_door(workspace, endpoint, request);
    let Some(step) = exchange.trace.decisive().filter(|step| matches!(step.stage, Stage::Content | Stage::Validation)) else { return Vec::new() };
    let status = exchange.response.status;
    let told: Vec<Fault> = exchange
        .response
        .body
        .json()
        .and_then(|problem| Some(problem.get("errors")?.as_array()?.iter().filter_map(|error| fault(text, error, status)).collect()))
        .unwrap_or_default();
    if !told.is_empty() {
        return told;
    }
    let line = match &step.why.design {
        Some(Pointer::Field(_, field)) => line_of(text, &format!("/{}", roundtrip::http::problem::pointer_token(field))),
        _ => None,
    };
    vec![Fault { line, text: step.why.text.to_string(), status }]
}

fn fault(text: &str, error: &Value, status: u16) -> Option<Fault> {
    let pointer = error.get("pointer")?.as_str()?.trim_start_matches('#');
    let detail = error.get("detail")?.as_str()?;
    let name = pointer.trim_start_matches('/');
    let text_of = if name.is_empty() || detail.contains(name) { detail.to_owned() } else { format!("{name} {detail}") };
    Some(Fault { line: line_of(text, pointer), text: text_of, status })
}

/// What the server would answer, without its knowing.
pub fn rehearse(workspace: Workspace, request: Request) -> Exchange {
    let now = workspace.now();
    let mut server = workspace.with_server(Clone::clone);
    server.handle(server.sign(request, now), now, &mut Rng::new(1))
}

/// The same, but with another client's credentials where the request has none that suffice: the content is to be looked at.
fn rehearse_past_the_door(workspace: Workspace, endpoint: &Endpoint, request: &Request) -> Exchange {
    let exchange = rehearse(workspace, request.clone());
    let stopped = exchange.trace.decisive().is_some_and(|step| matches!(step.stage, Stage::Authentication | Stage::Authorization));
    if !stopped {
        return exchange;
    }
    let other = workspace.design.with_untracked(|design| {
        let name = super::request_line::able_client(design, endpoint)?;
        let client = design.client(&name).filter(|client| client.credential != Credential::None)?;
        let mut request = request.clone();
        request.headers.remove("authorization");
        Some(with_credentials(design, client, request))
    });
    other.map_or(exchange, |request| rehearse(workspace, request))
}
