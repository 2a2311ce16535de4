//! Behaviours that most requests do without: queries that select, other formats than JSON, JSON Patch, patterns, signed
//! tokens.
//!
//! Nothing but [`ALL`] leads to their code, so a page that weighs every byte can begin with [`NONE`], fetch the rest when a
//! request asks for it ([`asked`]), and hand it to its server. Everywhere else a server has them from the start.

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::ledger::Ledger;
use super::pipeline::Call;
use super::routes::{Route, Routes};
use super::selection::Selection;
use super::stages::action::{Done, deleted, facets, include, jobs, uploads};
use super::stages::authentication::{Caller, jwt};
use super::stages::conflict::{self, Conflict};
use super::stages::content::{self, Content};
use super::stages::lookup::Subject;
use super::stages::patch::{self, Given};
use super::stages::problems::refuse;
use super::stages::representation::written;
use super::stages::version::Seen;
use super::stages::webhooks::Delivery;
use super::stages::{deprecation, faults, filtering, message, ranges, routing, sunset, validation, version, webhooks};
use super::store::{Change, Record, Store};
use super::{Decision, Moment, Reply, Rng, Stage, Trace, Why, tokens};
use crate::design::policy::{Format, Lifetime, PatchFormat, RangeUse};
use crate::design::query::Criterion;
use crate::design::{Behaviour, Concern, Design, Endpoint, FieldKind, Pointer, Resource};
use crate::http::json_patch::Operation;
use crate::http::{Problem, Request, Target, xml};

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
    /// Verifies a signed token.
    fn bearer(&self, call: &Call, token: &str) -> Decision<Caller>;
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
    /// Says which version answers.
    fn versioned(&self, call: &Call, version: Option<&str>, reply: &mut Reply);
    /// Whether they are there.
    fn are_there(&self) -> bool;
}

/// All of them.
pub static ALL: &dyn Extras = &There;

/// None of them.
pub static NONE: &dyn Extras = &Absent;

/// Whether a request may need them.
pub fn asked(call: &Call, routes: &Routes) -> bool {
    let policies = &call.design.policies;
    let patterns = || call.design.resources.iter().flat_map(|resource| &resource.fields).any(|field| has_pattern(&field.kind));
    policies.negotiation.formats.iter().any(|format| *format != Format::Json)
        || policies.update.patch_formats.contains(&PatchFormat::JsonPatch)
        || policies.tokens.are_signed()
        || call.design.endpoints.iter().any(|endpoint| endpoint.behaviour == Behaviour::KeySet)
        || policies.deletion.keeps
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
    route.endpoint().behaviour.is_work() || route.endpoint().behaviour.is_read() && !filtering::is_plain(call, &target, &route)
}

fn has_pattern(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::String { pattern, .. } => pattern.is_some(),
        FieldKind::Array { items } => has_pattern(items),
        _ => false,
    }
}

struct There;

impl Extras for There {
    fn query(&self, call: &Call, target: &Target, route: &Route, format: Format, caller: &Caller) -> Decision<Selection> {
        filtering::select(call, target, route, format, caller)
    }

    fn admits(&self, selection: &Selection, resource: &Resource, record: &Map<String, Value>) -> bool {
        selection.admits(resource, record)
    }

    fn keys(&self, selection: &Selection, record: &Map<String, Value>) -> Vec<Value> {
        selection.keys(record)
    }

    fn compare(&self, selection: &Selection, left: &[Value], right: &[Value]) -> Ordering {
        selection.compare(left, right)
    }

    fn facets(&self, facets: &[Criterion], found: &[&Arc<Record>]) -> Value {
        facets::count(facets, found)
    }

    fn items(&self, design: &Design, selection: &Selection, resource: &Resource, records: &[&Arc<Record>], store: &Store) -> Vec<Value> {
        include::items(design, selection, resource, records, store)
    }

    fn queries(&self, design: &Design, selection: &Selection, records: &[&Arc<Record>]) -> usize {
        include::queries(design, selection, records)
    }

    fn record(&self, selection: &Selection, resource: &Resource, value: &Value) -> String {
        written::record(selection, resource, value)
    }

    fn list(&self, selection: &Selection, resource: &Resource, page: &Value) -> String {
        written::list(selection, resource, page)
    }

    fn problem(&self, body: &Value) -> String {
        xml::document("problem", " xmlns=\"urn:ietf:rfc:7807\"", body, xml::Lists::Items)
    }

    fn read_patch(&self, call: &Call, value: &Value, place: Pointer) -> Decision<Option<Content>> {
        content::read_patch(call, value, place)
    }

    fn apply_patch(&self, call: &Call, route: &Route, subject: &Subject, patch: Vec<Operation>) -> Decision<Option<Given>> {
        patch::operate(call, route, subject, patch)
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        validation::value::matches(pattern, text)
    }

    fn bearer(&self, call: &Call, token: &str) -> Decision<Caller> {
        jwt::identify(call, token)
    }

    fn sign(&self, design: &Design, request: &mut Request, now: Moment) {
        tokens::sign_request(design, request, now);
    }

    fn key_set(&self, call: &Call) -> Decision<Done> {
        let why = Why::new("the public keys that verify tokens").spec("RFC 7517 section 5").because_of(Pointer::Policy(Concern::Tokens));
        Decision::pass(Done::Fixed { status: 200, body: tokens::key_set(call.design) }, why)
    }

    fn hide(&self, call: &Call, resource: &str, record: &Record, store: &mut Store) {
        deleted::hide(call, resource, record, store);
    }

    fn gone(&self, call: &Call, resource: &str, id: &str) -> Decision<Subject> {
        deleted::gone(call, resource, id)
    }

    fn unrestorable(&self, call: &Call, resource: &Resource, subject: &Subject, store: &Store) -> Conflict {
        conflict::restorable(call, resource, subject, store)
    }

    fn restore(&self, call: &Call, resource: &Resource, record: &Record, store: &mut Store) -> Decision<Done> {
        deleted::restore(call, resource, record, store)
    }

    fn sunset(&self, call: &Call, route: &Route) -> Decision<()> {
        sunset::compare(call, route)
    }

    fn deprecate(&self, call: &Call, endpoint: Option<&Endpoint>, lifetime: &Lifetime, reply: Reply) -> Decision<Reply> {
        deprecation::tell(call, endpoint, lifetime, reply)
    }

    fn strike(&self, call: &Call, rng: &mut Rng) -> Decision<()> {
        faults::perform(call, rng)
    }

    fn settle(&self, call: &Call, store: &mut Store, ledger: &mut Ledger, rng: &mut Rng) {
        jobs::settle(call, store, ledger, rng);
    }

    fn work(
        &self,
        call: &Call,
        route: &Route,
        resource: &Resource,
        draft: Option<Map<String, Value>>,
        store: &mut Store,
        ledger: &mut Ledger,
        rng: &mut Rng,
    ) -> Decision<Done> {
        match route.endpoint().behaviour.is_upload() {
            true => uploads::perform(call, route, resource, draft, store, ledger, rng),
            false => jobs::perform(call, route, resource, draft, store, ledger, rng),
        }
    }

    fn cut(&self, call: &Call, reply: Reply) -> Decision<Reply> {
        ranges::perform(call, reply)
    }

    fn announce(&self, call: &Call, endpoint: Option<&str>, changes: &[Change], rng: &mut Rng) -> Decision<Vec<Delivery>> {
        webhooks::perform(call, endpoint, changes, rng)
    }

    fn version(&self, call: &Call, target: &Target) -> Decision<Option<Box<Seen>>> {
        version::pick(call, target)
    }

    fn versioned(&self, call: &Call, version: Option<&str>, reply: &mut Reply) {
        version::announce(call, version, reply);
    }

    fn are_there(&self) -> bool {
        true
    }
}

/// Whoever hands none of them to a server asks first, so what they would have done is answered as the fault that it would be.
struct Absent;

fn fault<T>(call: &Call) -> Decision<T> {
    let detail = "A part of the playground that this request needs was not there. This is no fault of the design.";
    Decision::answer(refuse(call, Problem::new(500, "fault", "A fault in the playground", detail)), Why::new("a part of the playground is missing"))
}

impl Extras for Absent {
    fn query(&self, call: &Call, _: &Target, _: &Route, _: Format, _: &Caller) -> Decision<Selection> {
        fault(call)
    }

    fn admits(&self, _: &Selection, _: &Resource, _: &Map<String, Value>) -> bool {
        true
    }

    fn keys(&self, _: &Selection, _: &Map<String, Value>) -> Vec<Value> {
        Vec::new()
    }

    fn compare(&self, _: &Selection, _: &[Value], _: &[Value]) -> Ordering {
        Ordering::Equal
    }

    fn facets(&self, _: &[Criterion], _: &[&Arc<Record>]) -> Value {
        Value::Null
    }

    fn items(&self, _: &Design, _: &Selection, _: &Resource, _: &[&Arc<Record>], _: &Store) -> Vec<Value> {
        Vec::new()
    }

    fn queries(&self, _: &Design, _: &Selection, _: &[&Arc<Record>]) -> usize {
        1
    }

    fn record(&self, _: &Selection, _: &Resource, _: &Value) -> String {
        String::new()
    }

    fn list(&self, _: &Selection, _: &Resource, _: &Value) -> String {
        String::new()
    }

    fn problem(&self, _: &Value) -> String {
        String::new()
    }

    fn read_patch(&self, call: &Call, _: &Value, _: Pointer) -> Decision<Option<Content>> {
        fault(call)
    }

    fn apply_patch(&self, call: &Call, _: &Route, _: &Subject, _: Vec<Operation>) -> Decision<Option<Given>> {
        fault(call)
    }

    fn matches(&self, _: &str, _: &str) -> bool {
        true
    }

    fn bearer(&self, call: &Call, _: &str) -> Decision<Caller> {
        fault(call)
    }

    fn sign(&self, _: &Design, _: &mut Request, _: Moment) {}

    fn key_set(&self, call: &Call) -> Decision<Done> {
        fault(call)
    }

    fn hide(&self, _: &Call, _: &str, _: &Record, _: &mut Store) {}

    fn gone(&self, call: &Call, _: &str, _: &str) -> Decision<Subject> {
        fault(call)
    }

    fn unrestorable(&self, _: &Call, _: &Resource, _: &Subject, _: &Store) -> Conflict {
        None
    }

    fn restore(&self, call: &Call, _: &Resource, _: &Record, _: &mut Store) -> Decision<Done> {
        fault(call)
    }

    fn sunset(&self, call: &Call, _: &Route) -> Decision<()> {
        fault(call)
    }

    fn deprecate(&self, call: &Call, _: Option<&Endpoint>, _: &Lifetime, _: Reply) -> Decision<Reply> {
        fault(call)
    }

    fn strike(&self, call: &Call, _: &mut Rng) -> Decision<()> {
        fault(call)
    }

    fn settle(&self, _: &Call, _: &mut Store, _: &mut Ledger, _: &mut Rng) {}

    fn work(
        &self,
        call: &Call,
        _: &Route,
        _: &Resource,
        _: Option<Map<String, Value>>,
        _: &mut Store,
        _: &mut Ledger,
        _: &mut Rng,
    ) -> Decision<Done> {
        fault(call)
    }

    fn cut(&self, call: &Call, _: Reply) -> Decision<Reply> {
        fault(call)
    }

    fn announce(&self, call: &Call, _: Option<&str>, _: &[Change], _: &mut Rng) -> Decision<Vec<Delivery>> {
        fault(call)
    }

    fn version(&self, call: &Call, _: &Target) -> Decision<Option<Box<Seen>>> {
        fault(call)
    }

    fn versioned(&self, _: &Call, _: Option<&str>, _: &mut Reply) {}

    fn are_there(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::http::Request;
    use crate::mock::{Moment, Rng, Server, sample_request, with_credentials};

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
