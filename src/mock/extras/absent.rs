//! None of them.

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::design::policy::{Format, Lifetime};
use crate::design::query::Criterion;
use crate::design::{Design, Endpoint, Pointer, Resource};
use crate::http::json_patch::Operation;
use crate::http::{Link, Problem, Request, Target};
use crate::mock::ledger::Ledger;
use crate::mock::matrix::Matrix;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::stages::action::Done;
use crate::mock::stages::authentication::Caller;
use crate::mock::stages::conflict::Conflict;
use crate::mock::stages::content::Content;
use crate::mock::stages::hypermedia::Reader;
use crate::mock::stages::lookup::Subject;
use crate::mock::stages::patch::Given;
use crate::mock::stages::problems::refuse;
use crate::mock::stages::version::Seen;
use crate::mock::stages::webhooks::Delivery;
use crate::mock::store::{Change, Record, Store};
use crate::mock::{Decision, Exchange, Moment, Reply, Rng, Server, Suggestion, Why};

use super::Extras;

/// Whoever hands none of them to a server asks first, so what they would have done is answered as the fault that it would be.
pub struct Absent;

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

    fn bearer(&self, call: &Call, _: &str, _: &Ledger) -> Decision<Caller> {
        fault(call)
    }

    fn application(&self, call: &Call) -> Decision<Caller> {
        fault(call)
    }

    fn beyond(&self, call: &Call, _: &str, _: &[String]) -> Decision<()> {
        fault(call)
    }

    fn oauth(&self, call: &Call, _: &Target, _: &Route, _: &Caller, _: &mut Ledger, _: &mut Rng) -> Decision<Done> {
        fault(call)
    }

    fn ask(&self, _: &Design, _: &Endpoint, _: &mut Request) {}

    fn session(&self, call: &Call, _: &Endpoint, _: bool, _: &Ledger) -> Decision<Caller> {
        fault(call)
    }

    fn turn_session(&self, call: &Call, _: &Endpoint, _: &mut Ledger, _: &mut Rng) -> Decision<Done> {
        fault(call)
    }

    fn sign_in(&self, _: &Design) -> Value {
        Value::Null
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

    fn is_own(&self, _: &Design, _: &str, _: &str, _: &Record, _: &Store) -> bool {
        false
    }

    fn protect(&self, call: &Call, _: &Route, _: Subject, _: &Selection, _: &Store) -> Decision<Subject> {
        fault(call)
    }

    fn withhold(&self, call: &Call, _: &str, _: &str, _: &str) -> Decision<Subject> {
        fault(call)
    }

    fn matrix(&self, _: &Arc<Design>, _: Moment) -> Matrix {
        Matrix { callers: Vec::new(), rows: Vec::new() }
    }

    fn health(&self, call: &Call, _: &Store) -> Decision<Done> {
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
        _: Option<&str>,
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

    fn name_version(&self, _: &Design, _: &Endpoint, _: &mut Request) {}

    fn versioned(&self, _: &Call, _: Option<&str>, _: &mut Reply) {}

    fn link_record(&self, _: &Call, _: &Selection, _: &Resource, _: &Record, _: Value) -> String {
        String::new()
    }

    fn link_items(
        &self,
        _: &Call,
        _: &Target,
        _: &Selection,
        _: &Resource,
        _: &[&Arc<Record>],
        _: &mut Vec<Value>,
        _: &mut Map<String, Value>,
        _: &[Link],
    ) {
    }

    fn tell_links(&self, call: &Call, _: &Route, _: &Reader, _: Option<&Record>, _: Reply) -> Decision<Reply> {
        fault(call)
    }

    fn home(&self, call: &Call, _: &Route, _: &Target, _: &Selection) -> Decision<Done> {
        fault(call)
    }

    fn entry(&self, _: &Call, _: &Target, _: &Selection) -> Value {
        Value::Null
    }

    fn suggest(&self, _: &Server, _: &Exchange) -> Vec<Suggestion> {
        Vec::new()
    }

    fn are_there(&self) -> bool {
        false
    }
}
