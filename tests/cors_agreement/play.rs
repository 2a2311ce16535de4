//! Plays cases through `user_agent` and `mock`, and notes what a page gets and what reaches the server.

use std::collections::BTreeSet;
use std::sync::Arc;

use roundtrip::design::Design;
use roundtrip::http::{Method, Request, method};
use roundtrip::mock::{Moment, Rng, Server};
use roundtrip::user_agent::fetch::{Credentials, Mode, Redirect};
use roundtrip::user_agent::{Browser, Call, Network, Outcome};
use serde::Serialize;

use crate::calls::{Ask, Case};
use crate::{API, APP, OTHER};

/// A case and what comes of it.
#[derive(Debug, Serialize)]
pub struct Played {
    /// Marks the URLs of the case: `?case=17`.
    pub case: usize,
    pub page: &'static str,
    pub steps: Vec<Step>,
    /// Every message that reaches the server, in order.
    pub wire: Vec<Message>,
}

/// A call and what the page gets.
#[derive(Debug, Serialize)]
pub struct Step {
    pub ask: Ask,
    /// The target with its mark.
    pub target: String,
    pub expect: Expected,
}

/// What a page's script gets.
#[derive(Debug, Default, Serialize)]
pub struct Expected {
    /// `readable`, `opaque`, `opaqueredirect` or `blocked`.
    pub kind: &'static str,
    /// As the script sees it; 0 where it sees none.
    pub status: u16,
    /// Names of the fields that the script can read.
    pub headers: BTreeSet<String>,
    /// Whether there is content to read.
    pub content: bool,
}

/// A message at the server.
#[derive(Debug, Serialize)]
pub struct Message {
    pub method: String,
    pub status: u16,
    pub origin: Option<String>,
    pub preflight: Option<Asked>,
}

/// What a preflight asks for.
#[derive(Debug, Serialize)]
pub struct Asked {
    pub method: String,
    pub headers: Vec<String>,
}

/// Plays cases one after the other at one server, each in a fresh browser.
pub fn all(design: &Design, cases: Vec<Case>) -> Vec<Played> {
    let mut server = Server::new(Arc::new(design.clone()), Moment::START);
    // As `roundtrip serve` does, so that what is left to chance goes the same way there.
    let mut rng = Rng::named(design.seed, "serve");
    cases.into_iter().enumerate().map(|(index, case)| play(&mut server, &mut rng, index, case)).collect()
}

fn play(server: &mut Server, rng: &mut Rng, index: usize, case: Case) -> Played {
    let mut browser = Browser::default();
    let mut wire = Vec::new();
    let mut now = Moment::START;
    let steps = case.asks.into_iter().map(|ask| {
        now = Moment(now.0 + ask.wait * 1000);
        let target = format!("{}{}case={index}", ask.target, if ask.target.contains('?') { '&' } else { '?' });
        let mut request = Request::new(method::parse(ask.method).unwrap(), target.clone());
        request.headers = ask.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        request.body = ask.body.to_owned().into();
        let call = call(case.page, &ask);
        let mut network = Network {
            proxy: None,
            server: &mut |_, request| {
                let exchange = server.handle(request, now, rng);
                wire.push(message(&exchange.request, exchange.response.status));
                Some(exchange.response)
            },
        };
        let journey = browser.call(&call, API, request, now.seconds(), &mut network);
        Step { target, expect: expected(journey.outcome), ask }
    });
    Played { case: index, page: case.page, steps: steps.collect(), wire }
}

fn call(page: &str, ask: &Ask) -> Call<'static> {
    let origin = match page {
        "app" => APP,
        "other" => OTHER,
        "api" => API,
        sandboxed => {
            assert_eq!(sandboxed, "null");
            "null"
        }
    };
    let mode = [Mode::Cors, Mode::NoCors, Mode::SameOrigin].into_iter().find(|mode| named(mode) == ask.mode).unwrap();
    let credentials =
        [Credentials::Omit, Credentials::SameOrigin, Credentials::Include].into_iter().find(|mode| mode.key() == ask.credentials).unwrap();
    let redirect = [Redirect::Follow, Redirect::Error, Redirect::Manual].into_iter().find(|mode| named(mode) == ask.redirect).unwrap();
    Call { mode, credentials, redirect, ..Call::new(origin) }
}

/// The word for it in `fetch()`.
fn named(of: &impl Serialize) -> String {
    serde_json::to_value(of).unwrap().as_str().unwrap().to_owned()
}

fn message(request: &Request, status: u16) -> Message {
    let get = |name: &str| request.headers.get(name).map(str::to_owned);
    let preflight = get("access-control-request-method").filter(|_| request.method == Method::OPTIONS).map(|method| Asked {
        method,
        headers: get("access-control-request-headers").map_or_else(Vec::new, |names| names.split(',').map(str::to_owned).collect()),
    });
    Message { method: request.method.to_string(), status, origin: get("origin"), preflight }
}

fn expected(outcome: Outcome) -> Expected {
    match outcome {
        Outcome::Readable { response, .. } => Expected {
            kind: "readable",
            status: response.status,
            headers: response.headers.iter().map(|(name, _)| name.to_owned()).collect(),
            content: !response.body.is_empty(),
        },
        Outcome::Opaque { is_redirect } => Expected { kind: if is_redirect { "opaqueredirect" } else { "opaque" }, ..Expected::default() },
        Outcome::Blocked(_) => Expected { kind: "blocked", ..Expected::default() },
    }
}
