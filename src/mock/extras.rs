//! Behaviours that most requests do without: queries that select, other formats than JSON, JSON Patch, patterns, signed
//! tokens.
//!
//! Nothing but [`ALL`] leads to their code, so a page that weighs every byte can begin with [`NONE`], fetch the rest when a
//! request asks for it ([`asked`]), and hand it to its server. Everywhere else a server has them from the start.

mod absent;
mod there;

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::ledger::Ledger;
use super::matrix::Matrix;
use super::pipeline::Call;
use super::routes::{Route, Routes};
use super::selection::Selection;
use super::stages::action::Done;
use super::stages::authentication::Caller;
use super::stages::conflict::Conflict;
use super::stages::content::Content;
use super::stages::hypermedia::Reader;
use super::stages::lookup::Subject;
use super::stages::patch::Given;
use super::stages::version::Seen;
use super::stages::webhooks::Delivery;
use super::stages::{filtering, message, routing};
use super::store::{Change, Record, Store};
use super::{Decision, Exchange, Moment, Reply, Rng, Server, Stage, Suggestion, Trace};
use crate::design::policy::{Format, Lifetime, PatchFormat, RangeUse};
use crate::design::query::Criterion;
use crate::design::{Behaviour, Design, Endpoint, FieldKind, Pointer, Resource};
use crate::http::json_patch::Operation;
use crate::http::{Link, Request, Target};

/// What the stages hand over.
pub trait Extras: Sync {
    /// Takes a query apart that is more than a page.
    fn query(&self, call: &Call, target: &Target, route: &Route, format: Format, caller: &Caller) -> Decision<Selection>;
    /// Whether a record fulfils the conditions.
    fn admits(&self, selection: &Selection, resource: &Resource, record: &Map<String, Value>) -> bool;
    /// The values that place a record in the order.
    fn keys(&self, selection: &Selection, record: &Map<String, Value>) -> Vec<Value>;
    /// Compares two places in the order.
    fn compare(&self, selection: &Selection, left: &[Value], right: &[Value]) -> Ordering;
    /// Counts the values of what was found.
    fn facets(&self, facets: &[Criterion], found: &[&Arc<Record>]) -> Value;
    /// Records with the fields that are wanted, and the related records beside them.
    fn items(&self, design: &Design, selection: &Selection, resource: &Resource, records: &[&Arc<Record>], store: &Store) -> Vec<Value>;
    /// How many queries of a store that takes.
    fn queries(&self, design: &Design, selection: &Selection, records: &[&Arc<Record>]) -> usize;
    /// A record in a format other than JSON.
    fn record(&self, selection: &Selection, resource: &Resource, value: &Value) -> String;
    /// A list in a format other than JSON.
    fn list(&self, selection: &Selection, resource: &Resource, page: &Value) -> String;
    /// Problem details in XML.
    fn problem(&self, body: &Value) -> String;
    /// Reads content as a JSON Patch.
    fn read_patch(&self, call: &Call, value: &Value, place: Pointer) -> Decision<Option<Content>>;
    /// Applies a JSON Patch.
    fn apply_patch(&self, call: &Call, route: &Route, subject: &Subject, patch: Vec<Operation>) -> Decision<Option<Given>>;
    /// Whether a text matches a pattern; one that is none matches everything.
    fn matches(&self, pattern: &str, text: &str) -> bool;
    /// Finds whom a token speaks for that is signed, or was given for a grant.
    fn bearer(&self, call: &Call, token: &str, ledger: &Ledger) -> Decision<Caller>;
    /// Finds the application that asks for a token.
    fn application(&self, call: &Call) -> Decision<Caller>;
    /// Answers a token that does not reach what was asked for.
    fn beyond(&self, call: &Call, scope: &str, has: &[String]) -> Decision<()>;
    /// Plays the authorization server.
    fn oauth(&self, call: &Call, target: &Target, route: &Route, caller: &Caller, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done>;
    /// Fills in what a request to an authorization server needs.
    fn ask(&self, design: &Design, endpoint: &Endpoint, request: &mut Request);
    /// Finds the client behind a session's cookie.
    fn session(&self, call: &Call, endpoint: &Endpoint, needed: bool, ledger: &Ledger) -> Decision<Caller>;
    /// Begins a session or ends one.
    fn turn_session(&self, call: &Call, endpoint: &Endpoint, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done>;
    /// What somebody sends to sign in.
    fn sign_in(&self, design: &Design) -> Value;
    /// Signs a token for the client that a request comes from.
    fn sign(&self, design: &Design, request: &mut Request, now: Moment);
    /// The keys that verify tokens.
    fn key_set(&self, call: &Call) -> Decision<Done>;
    /// Takes a record out of sight and keeps it.
    fn hide(&self, call: &Call, resource: &str, record: &Record, store: &mut Store);
    /// Answers for a record that is kept out of sight.
    fn gone(&self, call: &Call, resource: &str, id: &str) -> Decision<Subject>;
    /// What keeps a record from coming back.
    fn unrestorable(&self, call: &Call, resource: &Resource, subject: &Subject, store: &Store) -> Conflict;
    /// Brings a record back.
    fn restore(&self, call: &Call, resource: &Resource, record: &Record, store: &mut Store) -> Decision<Done>;
    /// Whether a record belongs to an identity.
    fn is_own(&self, design: &Design, who: &str, resource: &str, record: &Record, store: &Store) -> bool;
    /// Compares a record's owner with the caller, and says whose a new one will be.
    fn protect(&self, call: &Call, route: &Route, subject: Subject, selection: &Selection, store: &Store) -> Decision<Subject>;
    /// Answers somebody who asks for a record of somebody else.
    fn withhold(&self, call: &Call, resource: &str, id: &str, who: &str) -> Decision<Subject>;
    /// Who may do what.
    fn matrix(&self, design: &Arc<Design>, now: Moment) -> Matrix;
    /// How the server is.
    fn health(&self, call: &Call, store: &Store) -> Decision<Done>;
    /// Compares the clock with a sunset.
    fn sunset(&self, call: &Call, route: &Route) -> Decision<()>;
    /// Says in an answer that clients should leave.
    fn deprecate(&self, call: &Call, endpoint: Option<&Endpoint>, lifetime: &Lifetime, reply: Reply) -> Decision<Reply>;
    /// Plays failures.
    fn strike(&self, call: &Call, rng: &mut Rng) -> Decision<()>;
    /// Makes the records of jobs that have come to their end.
    fn settle(&self, call: &Call, store: &mut Store, ledger: &mut Ledger, rng: &mut Rng);
    /// Begins, shows, goes on with or cancels long work or an upload.
    #[expect(clippy::too_many_arguments, reason = "an action is where everything that was found comes together")]
    fn work(
        &self,
        call: &Call,
        route: &Route,
        resource: &Resource,
        only: Option<&str>,
        draft: Option<Map<String, Value>>,
        store: &mut Store,
        ledger: &mut Ledger,
        rng: &mut Rng,
    ) -> Decision<Done>;
    /// Cuts ranges out of an answer.
    fn cut(&self, call: &Call, reply: Reply) -> Decision<Reply>;
    /// Writes and signs messages to other servers.
    fn announce(&self, call: &Call, endpoint: Option<&str>, changes: &[Change], rng: &mut Rng) -> Decision<Vec<Delivery>>;
    /// Chooses among versions.
    fn version(&self, call: &Call, target: &Target) -> Decision<Option<Box<Seen>>>;
    /// Names the newest version that has an endpoint, where requests name it.
    fn name_version(&self, design: &Design, endpoint: &Endpoint, request: &mut Request);
    /// Says which version answers.
    fn versioned(&self, call: &Call, version: Option<&str>, reply: &mut Reply);
    /// Writes a record with its links.
    fn link_record(&self, call: &Call, selection: &Selection, resource: &Resource, record: &Record, value: Value) -> String;
    /// Puts links into the items of a page and beside them.
    #[expect(clippy::too_many_arguments, reason = "a page is where everything that was found comes together")]
    fn link_items(
        &self,
        call: &Call,
        target: &Target,
        selection: &Selection,
        resource: &Resource,
        records: &[&Arc<Record>],
        items: &mut Vec<Value>,
        members: &mut Map<String, Value>,
        pages: &[Link],
    );
    /// Says which links there are, and which were left out.
    fn tell_links(&self, call: &Call, route: &Route, reader: &Reader, shown: Option<&Record>, reply: Reply) -> Decision<Reply>;
    /// Answers with links to the collections.
    fn home(&self, call: &Call, route: &Route, target: &Target, selection: &Selection) -> Decision<Done>;
    /// The content of that answer.
    fn entry(&self, call: &Call, target: &Target, selection: &Selection) -> Value;
    /// What to try next.
    fn suggest(&self, server: &Server, exchange: &Exchange) -> Vec<Suggestion>;
    /// Whether they are there.
    fn are_there(&self) -> bool;
}

/// All of them.
pub static ALL: &dyn Extras = &there::There;

/// None of them.
pub static NONE: &dyn Extras = &absent::Absent;

/// Whether a request may need them.
pub fn asked(call: &Call, routes: &Routes) -> bool {
    let policies = &call.design.policies;
    let patterns = || call.design.resources.iter().flat_map(|resource| &resource.fields).any(|field| has_pattern(&field.kind));
    policies.negotiation.formats.iter().any(|format| *format != Format::Json)
        || policies.update.patch_formats.contains(&PatchFormat::JsonPatch)
        || policies.tokens.are_signed()
        || policies.authentication.sessions.is_some()
        || policies.hypermedia.links()
        || call
            .design
            .endpoints
            .iter()
            .any(|endpoint| matches!(endpoint.behaviour, Behaviour::KeySet | Behaviour::Home) || endpoint.behaviour.is_oauth())
        || policies.deletion.keeps
        || !policies.authorization.owners.is_empty()
        || call.design.endpoints.iter().any(|endpoint| endpoint.behaviour == Behaviour::Restore || !endpoint.lifetime.is_empty())
        || !policies.deprecation.version.is_empty()
        || policies.faults.fails()
        || policies.webhooks.tells()
        || (policies.ranges.support != RangeUse::Off && call.request.headers.has("range"))
        || policies.versioning.lives()
        || patterns()
        || selects(call, routes)
}

/// Whether its query is more than a page, or it is about long work. What is answered before anybody looks at the query asks for nothing.
fn selects(call: &Call, routes: &Routes) -> bool {
    let mut trace = Trace::default();
    let Ok(target) = trace.record(Stage::Message, message::read(call)) else { return false };
    let Ok(route) = trace.record(Stage::Routing, routing::resolve(call, &target, routes)) else { return false };
    route.endpoint().behaviour.is_work()
        || route.endpoint().behaviour == Behaviour::Health
        || route.endpoint().behaviour.is_session()
        || route.endpoint().behaviour.is_read() && !filtering::is_plain(call, &target, &route)
}

fn has_pattern(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::String { pattern, .. } => pattern.is_some(),
        FieldKind::Array { items } => has_pattern(items),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::http::Request;
    use crate::mock::{sample_request, with_credentials};

    /// What is not asked for makes no difference: every endpoint of every sample, and pages of lists.
    #[test]
    fn a_server_without_them_answers_what_asks_for_none() {
        let mut compared = 0;
        for sample in samples::ALL {
            let design = Arc::new(sample.design());
            for endpoint in &design.endpoints {
                for client in &design.clients {
                    let mut full = Server::new(Arc::clone(&design), Moment::START);
                    let mut lean = Server::with_extras(Arc::clone(&design), Moment::START, NONE);
                    let request = with_credentials(&design, client, sample_request(&full, endpoint, Moment::START));
                    let paged = Request { target: format!("{}?limit=2", request.target), ..request.clone() };
                    for request in [request, paged].into_iter().filter(|request| !lean.lacks(request)).collect::<Vec<_>>() {
                        let answers = [&mut full, &mut lean].map(|server| server.handle(request.clone(), Moment::START, &mut Rng::new(1)));
                        assert_eq!(answers[0], answers[1], "{} {}", sample.id, endpoint.label());
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 100, "{compared} requests of the samples need no extras");
    }

    #[test]
    fn what_needs_them_asks() {
        let design = samples::hotel_booking();
        let mut xml = design.clone();
        Arc::make_mut(&mut xml.policies).negotiation.formats.push(Format::Xml);
        for (design, target, expected) in [
            (&design, "/v1/hotels", false),
            (&design, "/v1/hotels?limit=2&cursor=x", false),
            (&design, "/v1/hotels?city=Lisbon", true),
            (&design, "/v1/hotels?limit=2&sort=name", true),
            (&design, "/v1/hotels/ht_12?limit=2", true),
            (&design, "/nowhere?city=Lisbon", false),
            (&xml, "/v1/hotels", true),
        ] {
            let server = Server::with_extras(Arc::new(design.clone()), Moment::START, NONE);
            assert_eq!(server.lacks(&Request::new(crate::http::Method::GET, target.to_owned())), expected, "{target}");
        }
    }
}
