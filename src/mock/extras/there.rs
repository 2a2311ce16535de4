//! All of them: each leads to the code of its own stage.

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::design::policy::{Format, Lifetime};
use crate::design::query::Criterion;
use crate::design::{Concern, Design, Endpoint, Pointer, Resource};
use crate::http::json_patch::Operation;
use crate::http::{Link, Request, Target, xml};
use crate::mock::ledger::Ledger;
use crate::mock::matrix::{self, Matrix};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::stages::action::{Done, deleted, facets, health, include, jobs, oauth, sessions, uploads};
use crate::mock::stages::authentication::{Caller, access_token, application, session};
use crate::mock::stages::conflict::{self, Conflict};
use crate::mock::stages::content::{self, Content};
use crate::mock::stages::hypermedia::{Reader, written as hypermedia};
use crate::mock::stages::lookup::Subject;
use crate::mock::stages::patch::{self, Given};
use crate::mock::stages::representation::written;
use crate::mock::stages::version::Seen;
use crate::mock::stages::webhooks::Delivery;
use crate::mock::stages::{deprecation, faults, filtering, ownership, ranges, sunset, validation, version, webhooks};
use crate::mock::store::{Change, Record, Store};
use crate::mock::{Decision, Exchange, Moment, Reply, Rng, Server, Suggestion, Why, next, tokens};

use super::Extras;

/// All of them.
pub struct There;

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

    fn bearer(&self, call: &Call, token: &str, ledger: &Ledger) -> Decision<Caller> {
        access_token::identify(call, token, ledger)
    }

    fn application(&self, call: &Call) -> Decision<Caller> {
        application::identify(call)
    }

    fn beyond(&self, call: &Call, scope: &str, has: &[String]) -> Decision<()> {
        access_token::beyond(call, scope, has)
    }

    fn oauth(&self, call: &Call, target: &Target, route: &Route, caller: &Caller, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
        oauth::perform(call, target, route, caller, ledger, rng)
    }

    fn ask(&self, design: &Design, endpoint: &Endpoint, request: &mut Request) {
        oauth::ask::fill(design, endpoint, request);
    }

    fn session(&self, call: &Call, endpoint: &Endpoint, needed: bool, ledger: &Ledger) -> Decision<Caller> {
        session::identify(call, endpoint, needed, ledger)
    }

    fn turn_session(&self, call: &Call, endpoint: &Endpoint, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
        sessions::perform(call, endpoint, ledger, rng)
    }

    fn sign_in(&self, design: &Design) -> Value {
        sessions::content(design)
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

    fn is_own(&self, design: &Design, who: &str, resource: &str, record: &Record, store: &Store) -> bool {
        ownership::is_own(design, who, resource, record, store)
    }

    fn protect(&self, call: &Call, route: &Route, subject: Subject, selection: &Selection, store: &Store) -> Decision<Subject> {
        ownership::protect(call, route, subject, selection, store)
    }

    fn withhold(&self, call: &Call, resource: &str, id: &str, who: &str) -> Decision<Subject> {
        ownership::withhold(call, resource, id, who)
    }

    fn matrix(&self, design: &Arc<Design>, now: Moment) -> Matrix {
        matrix::matrix(design, now)
    }

    fn health(&self, call: &Call, store: &Store) -> Decision<Done> {
        health::report(call, store)
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
        only: Option<&str>,
        draft: Option<Map<String, Value>>,
        store: &mut Store,
        ledger: &mut Ledger,
        rng: &mut Rng,
    ) -> Decision<Done> {
        match route.endpoint().behaviour.is_upload() {
            true => uploads::perform(call, route, resource, only, draft, store, ledger, rng),
            false => jobs::perform(call, route, resource, only, draft, store, ledger, rng),
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

    fn name_version(&self, design: &Design, endpoint: &Endpoint, request: &mut Request) {
        version::name(design, endpoint, request);
    }

    fn versioned(&self, call: &Call, version: Option<&str>, reply: &mut Reply) {
        version::announce(call, version, reply);
    }

    fn link_record(&self, call: &Call, selection: &Selection, resource: &Resource, record: &Record, value: Value) -> String {
        hypermedia::record(call, selection, resource, record, value).to_string()
    }

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
    ) {
        hypermedia::page(call, target, selection, resource, records, items, members, pages);
    }

    fn tell_links(&self, call: &Call, route: &Route, reader: &Reader, shown: Option<&Record>, reply: Reply) -> Decision<Reply> {
        hypermedia::explain(call, route, reader, shown, reply)
    }

    fn home(&self, call: &Call, route: &Route, target: &Target, selection: &Selection) -> Decision<Done> {
        hypermedia::home(call, route, target, selection)
    }

    fn entry(&self, call: &Call, target: &Target, selection: &Selection) -> Value {
        hypermedia::entry(call, target, selection)
    }

    fn suggest(&self, server: &Server, exchange: &Exchange) -> Vec<Suggestion> {
        next::suggestions(server, exchange)
    }

    fn are_there(&self) -> bool {
        true
    }
}
