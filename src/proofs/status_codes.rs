//! Statuses, as the server really answers them.

use super::stand::Stand;
use super::{Claim, Proof};
use crate::design::policy::ErrorShape;
use crate::design::{Access, Behaviour, Credential, Endpoint};
use crate::http::status;
use crate::rules::Finding;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "create-answers-200",
        run: |stand, finding| {
            let at = create(stand, finding)?;
            let text = format!("{} made a record and answered as if nothing were new.", stand.line(at));
            if stand.status(at) == 200 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "create-without-location",
        run: |stand, finding| {
            let at = create(stand, finding)?;
            let text = format!("{} made a record and does not say where it is.", stand.line(at));
            if stand.header(at, "location").is_none() { stand.by_header(at, "Location", text) } else { None }
        },
    },
    Proof {
        rule: "delete-without-204",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Delete)?;
            let at = stand.call(&endpoint)?;
            let text = format!("{} removed a record and sent it back.", stand.line(at));
            if stand.status(at) == 200 && stand.changes(at) > 0 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "error-inside-200",
        run: |stand, finding| {
            let at = stand.call_missing(finding)?;
            let failed = stand.json(at).get("success").is_some_and(|success| success == false);
            let text = "No such record exists, and the status says that all is well.";
            if failed && stand.status(at) == 200 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "forbidden-answers-401",
        run: |stand, finding| {
            let at = refused(stand, finding)?;
            let text = "The caller was known and may not; the answer asks it to sign in again.";
            if stand.status(at) == 401 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "unauthenticated-answers-403",
        run: |stand, finding| {
            let at = unknown(stand, finding)?;
            let text = "Nobody signed in, and the answer does not ask for it.";
            if stand.status(at) == 403 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "challenge-missing",
        run: |stand, finding| {
            let at = unknown(stand, finding)?;
            let text = "The 401 does not say how to sign in.";
            if stand.status(at) == 401 && stand.header(at, "www-authenticate").is_none() {
                stand.by_header(at, "WWW-Authenticate", text)
            } else {
                None
            }
        },
    },
    Proof {
        rule: "malformed-answers-422",
        run: |stand, finding| {
            let at = malformed(stand, finding)?;
            let text = "Content that cannot be parsed is told to be parsed and not to fit.";
            if stand.status(at) == 422 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "client-fault-as-server-fault",
        run: |stand, finding| {
            let mut at = malformed(stand, finding)?;
            if stand.status(at) < 500 {
                let endpoint = stand.endpoint(finding, takes_content)?;
                at = stand.call_unfit(&endpoint)?;
            }
            let text = "The client has sent something wrong, and the server says that it failed itself.";
            if stand.status(at) >= 500 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "validation-answers-400",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, takes_content)?;
            let at = stand.call_unfit(&endpoint)?;
            let text = "The content parses and a field does not fit; the answer cannot be told from one for broken JSON.";
            if stand.status(at) == 400 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "status-unfit-for-method",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let promised = endpoint.success?;
            let at = stand.call(&endpoint)?;
            let text = format!("{} answered {}, which that method does not mean.", stand.line(at), status::line(promised));
            if stand.status(at) == promised && !stand.by_the_book(&endpoint, promised) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "not-found-undeclared",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| endpoint.path.ends_with('}'))?;
            let at = stand.call_with(&endpoint, |request| {
                let parent = request.target.rsplit_once('/').map_or("", |(parent, _)| parent);
                request.target = format!("{parent}/00000000-0000-4000-8000-000000000000");
            })?;
            undeclared(stand, &endpoint, at, &[404, 410])
        },
    },
    Proof {
        rule: "validation-undeclared",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| endpoint.takes_content())?;
            let at = stand.call_unfit(&endpoint)?;
            undeclared(stand, &endpoint, at, &[400, 422])
        },
    },
    Proof {
        rule: "refusal-undeclared",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let request = stand.plain(&endpoint)?;
            let at = stand.send_as(None, request);
            undeclared(stand, &endpoint, at, &[401, 403])
        },
    },
    Proof {
        rule: "precondition-undeclared",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let at = stand.call_with(&endpoint, |request| {
                request.headers.remove("if-unmodified-since");
                request.headers.set("if-match", "\"old\"");
            })?;
            if stand.status(at) == 412 && endpoint.errors.contains(&412) {
                let bare = stand.call_with(&endpoint, |request| request.headers.remove("if-match"))?;
                return undeclared(stand, &endpoint, bare, &[428]);
            }
            undeclared(stand, &endpoint, at, &[412, 428])
        },
    },
    Proof {
        rule: "conflict-undeclared",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let request = stand.plain(&endpoint)?;
            let client = stand.client(&endpoint);
            let mut again = request.clone();
            again.headers.remove("idempotency-key");
            let first = stand.send_as(client.as_deref(), request);
            let second = stand.send_as(client.as_deref(), again);
            undeclared(stand, &endpoint, second, &[409]).or_else(|| undeclared(stand, &endpoint, first, &[409]))
        },
    },
    Proof {
        rule: "no-client-error-declared",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| endpoint.errors.iter().all(|status| *status >= 500))?;
            let request = stand.plain(&endpoint)?;
            let mut at = stand.send_as(None, request);
            if stand.worked(at) && endpoint.takes_content() {
                at = stand.call_unfit(&endpoint)?;
            } else if stand.worked(at) {
                at = stand.call_with(&endpoint, |request| request.target.push_str("/nothing"))?;
            }
            let text = format!("{} answered {}, and {} declares no fault of clients.", stand.line(at), stand.status(at), endpoint.label());
            if (400..500).contains(&stand.status(at)) { stand.by_status(at, text) } else { None }
        },
    },
];

impl Stand {
    /// Whether a status stands among those that the behaviour answers when nothing else is said.
    fn by_the_book(&self, endpoint: &Endpoint, status: u16) -> bool {
        let usual = Endpoint { success: None, ..endpoint.clone() };
        crate::design::answers::success_status(&self.design, &usual) == status
    }
}

/// A record that was made.
pub fn create(stand: &mut Stand, finding: &Finding) -> Option<usize> {
    let endpoint = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Create && endpoint.resource.is_some())?;
    let at = stand.call(&endpoint)?;
    (stand.worked(at) && stand.made(at) > 0).then_some(at)
}

/// An endpoint that reads JSON content.
pub fn takes_content(endpoint: &Endpoint) -> bool {
    endpoint.takes_content() && endpoint.resource.is_some()
}

/// A caller without credentials, where some are wanted.
fn unknown(stand: &mut Stand, finding: &Finding) -> Option<usize> {
    let design = std::sync::Arc::clone(&stand.design);
    let endpoint = stand.endpoint(finding, |endpoint| design.needs_credentials(endpoint))?;
    let request = stand.plain(&endpoint)?;
    Some(stand.send_as(None, request))
}

/// A known caller who may not: without the role that is asked for, or with somebody else's record.
fn refused(stand: &mut Stand, finding: &Finding) -> Option<usize> {
    let design = std::sync::Arc::clone(&stand.design);
    for endpoint in &design.endpoints {
        let Access::Roles(wanted) = &endpoint.access else { continue };
        let known = design.clients.iter().filter(|client| client.credential != Credential::None);
        let Some(other) = known.into_iter().find(|client| !client.roles.iter().any(|role| wanted.contains(role))) else { continue };
        let Some(request) = stand.plain(endpoint) else { continue };
        return Some(stand.send_as(Some(other), request));
    }
    let endpoint = stand.endpoint(finding, |endpoint| {
        endpoint.behaviour == Behaviour::Read && endpoint.resource.as_deref().is_some_and(|name| design.policies.authorization.protects(name))
    })?;
    let id = stand.foreign(&endpoint)?;
    stand.call_with(&endpoint, |request| {
        let parent = request.target.rsplit_once('/').map_or("", |(parent, _)| parent);
        request.target = format!("{parent}/{}", crate::http::target::encode_segment(&id));
    })
}

/// Content that does not parse.
fn malformed(stand: &mut Stand, finding: &Finding) -> Option<usize> {
    let endpoint = stand.endpoint(finding, takes_content)?;
    stand.call_with(&endpoint, |request| request.body = "{ \"broken\": ".into())
}

/// An answer with one of these statuses that the endpoint does not declare.
fn undeclared(stand: &Stand, endpoint: &Endpoint, at: usize, statuses: &[u16]) -> Option<Claim> {
    let status = stand.status(at);
    let hidden = stand.design.policies.errors.shape == ErrorShape::OkWithError;
    let shows = statuses.contains(&status) && !endpoint.errors.contains(&status) && !hidden;
    let text = format!("{} answered {status}, which {} does not declare.", stand.line(at), endpoint.label());
    if shows { stand.by_status(at, text) } else { None }
}
