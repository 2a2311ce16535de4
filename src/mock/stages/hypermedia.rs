//! Stage: links say what can come next (RFC 8288; draft-kelly-json-hal). Which ones depends on the record's state, on the endpoints there are
//! and on what their reader may call; writing them is in `written`.

pub mod offers;
pub mod written;

#[cfg(test)]
mod tests;

use super::authentication::Caller;
use crate::design::policy::{ApiKeyPlace, Format, LinkForm, deprecation};
use crate::design::{Access, Behaviour, Client, Concern, Design, Endpoint, Pointer};
use crate::http::ETag;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::store::Record;
use crate::mock::{Decision, Moment, Reply, Why};

/// Who reads links, and what they may call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// The ids of the endpoints.
    pub open: Vec<String>,
    /// Part of the entity tags: representations that differ have tags that differ (RFC 9110 section 8.8.3.3).
    pub tag: String,
}

impl Reader {
    /// What a client may call now; `None` is a caller that nobody knows.
    pub fn of(design: &Design, client: Option<&Client>, now: Moment) -> Self {
        let open: Vec<String> =
            design.endpoints.iter().filter(|endpoint| hurdle(design, endpoint, client, now).is_none()).map(|endpoint| endpoint.id.clone()).collect();
        let policy = serde_json::to_string(&design.policies.hypermedia).unwrap_or_default();
        let whole = ETag::of(format!("{policy} {}", open.join(" ")).as_bytes(), false).tag;
        let tag = format!("links-{}", whole.get(..4).unwrap_or_default());
        Self { open, tag }
    }

    /// Whether they may call this endpoint.
    pub fn may(&self, endpoint: &Endpoint) -> bool {
        self.open.contains(&endpoint.id)
    }
}

/// What keeps a client from calling an endpoint.
fn hurdle(design: &Design, endpoint: &Endpoint, client: Option<&Client>, now: Moment) -> Option<()> {
    let role = match (&endpoint.access, client) {
        (Access::Roles(wanted), Some(client)) => client.roles.iter().any(|role| wanted.contains(role)),
        (_, Some(_)) => true,
        (_, None) => !design.needs_credentials(endpoint),
    };
    let ended = || has_ended(design, endpoint, now);
    (!role || ended()).then_some(())
}

/// Whether the endpoint answers 410 by now.
pub fn has_ended(design: &Design, endpoint: &Endpoint, now: Moment) -> bool {
    let sunset = &design.lifetime(endpoint).sunset;
    !sunset.is_empty() && design.policies.deprecation.ends && deprecation::seconds(sunset).is_some_and(|end| now.seconds() >= end)
}

/// Who reads the links of this answer, if it has any.
pub fn reader(call: &Call, route: &Route, format: Format, caller: &Caller) -> Option<Reader> {
    let carries = match (call.design.policies.hypermedia.form, format) {
        _ if route.endpoint().behaviour == Behaviour::Home => true,
        (LinkForm::Links, Format::Json) | (_, Format::Hal) => !route.endpoint().behaviour.is_work(),
        _ => false,
    };
    carries.then(|| Reader::of(call.design, caller.client.as_deref(), call.now))
}

/// Says which links an answer carries, and which were left out.
pub fn tell(call: &Call, route: &Route, selection: &Selection, shown: Option<&Record>, reply: Reply) -> Decision<Reply> {
    let place = Pointer::Policy(Concern::Hypermedia);
    match &selection.reader {
        Some(reader) if !reply.response.body.is_empty() => call.extras.tell_links(call, route, reader, shown, reply),
        _ => Decision::skip(reply, Why::new("no links in this answer").because_of(place)),
    }
}

/// Answers with other links for other callers are kept apart by what callers are known by (RFC 9110 section 12.5.5).
pub fn vary(call: &Call, reply: &mut Reply) {
    if !call.design.endpoints.iter().any(|endpoint| call.design.needs_credentials(endpoint)) {
        return;
    }
    let policy = &call.design.policies.authentication;
    let note = "Who asks decides which links there are.";
    if policy.bearer {
        reply.add("vary", "Authorization", note);
    }
    if let Some(key) = policy.api_key.as_ref().filter(|key| key.place == ApiKeyPlace::Header) {
        reply.add("vary", &key.name, note);
    }
}
