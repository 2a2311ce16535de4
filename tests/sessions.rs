//! Sessions between a simulated browser and the mock: which pages' requests carry the cookie, and what that lets them do
//! (RFC 6265bis sections 5.7, 5.8.3 and 8.8; Fetch standard, credentials mode).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use roundtrip::design::policy::{Cors, SameSite, Sessions};
use roundtrip::design::{Design, Endpoint, samples};
use roundtrip::http::{Method, Request};
use roundtrip::mock::{Exchange, Moment, Rng, Server};
use roundtrip::user_agent::cookies::CookieAct;
use roundtrip::user_agent::fetch::{Credentials, Mode, Network};
use roundtrip::user_agent::{Browser, Call, Event};
use serde_json::json;

/// The API's own page, one of its site, and one of strangers.
const OWN: &str = "https://app.stay.example";
const STRANGER: &str = "https://prizes.example";

/// A browser, and the server that it speaks to.
struct Scene {
    browser: Browser,
    server: Server,
    rng: Rng,
    now: Moment,
}

/// What one call came to.
struct Seen {
    /// The last answer of the server, preflights left out.
    exchange: Option<Exchange>,
    cookies: Vec<(CookieAct, String)>,
}

impl Scene {
    fn new(change: impl FnOnce(&mut Sessions)) -> Self {
        let mut sessions = Sessions::default();
        change(&mut sessions);
        let mut design: Design = samples::hotel_booking();
        let policies = Arc::make_mut(&mut design.policies);
        policies.authentication.bearer = false;
        policies.authentication.sessions = Some(sessions);
        policies.cors = Cors { credentials: true, ..policies.cors.clone() };
        design.endpoints.extend(Endpoint::sessions().into_iter().map(Arc::new));
        let server = Server::new(Arc::new(design), Moment::START);
        Self { browser: Browser::default(), server, rng: Rng::new(1), now: Moment::START }
    }

    /// A page's script calls the API with the credentials of whoever opened it.
    fn call(&mut self, page: &str, mode: Mode, request: Request) -> Seen {
        self.now = self.now.plus_millis(1000);
        let Self { browser, server, rng, now } = self;
        let mut exchanges = Vec::new();
        let mut answer = |_: &str, request: Request| {
            let exchange = server.handle(request, *now, rng);
            let response = exchange.response.clone();
            exchanges.push(exchange);
            Some(response)
        };
        let call = Call { credentials: Credentials::Include, mode, ..Call::new(page) };
        let journey = browser.call(&call, "https://api.stay.example", request, now.seconds(), &mut Network { proxy: None, server: &mut answer });
        let cookies = journey.events.into_iter().filter_map(|event| match event {
            Event::Cookie { act, why, .. } => Some((act, why.text.to_string())),
            _ => None,
        });
        let cookies = cookies.collect();
        Seen { exchange: exchanges.into_iter().rfind(|exchange| exchange.request.method != Method::OPTIONS), cookies }
    }

    fn sign_in(&mut self) -> Seen {
        let content = json!({ "username": "Guest app", "password": "guest-token-1" });
        self.call(OWN, Mode::Cors, Request::new(Method::POST, "/v1/sessions").json(&content))
    }

    /// A POST without content: no preflight is asked for it, so nothing stops it before it is done.
    fn cancel(&mut self, page: &str) -> Seen {
        self.call(page, Mode::NoCors, Request::new(Method::POST, "/v1/bookings/bk_7q2m/cancellation"))
    }
}

impl Seen {
    fn status(&self) -> u16 {
        self.exchange.as_ref().map_or(0, |exchange| exchange.response.status)
    }

    fn acts(&self) -> Vec<CookieAct> {
        self.cookies.iter().map(|(act, _)| *act).collect()
    }
}

#[test]
fn the_cookie_goes_along_until_the_session_ends() {
    let mut scene = Scene::new(|sessions| {
        sessions.minutes = 1;
        sessions.persistent = true;
    });
    let read = || Request::new(Method::GET, "/v1/bookings/bk_7q2m");
    assert_eq!(scene.call(OWN, Mode::Cors, read()).status(), 401);
    let signed_in = scene.sign_in();
    assert_eq!((signed_in.status(), signed_in.acts()), (204, vec![CookieAct::Kept]), "{:?}", signed_in.cookies);
    let known = scene.call(OWN, Mode::Cors, read());
    assert_eq!((known.status(), known.acts()), (200, vec![CookieAct::Sent]));
    assert_eq!(known.exchange.and_then(|exchange| exchange.client).as_deref(), Some("Guest app"));
    let out = scene.call(OWN, Mode::Cors, Request::new(Method::DELETE, "/v1/sessions/current"));
    assert_eq!((out.status(), out.acts()), (204, vec![CookieAct::Sent, CookieAct::Removed]));
    assert_eq!(scene.call(OWN, Mode::Cors, read()).status(), 401);
    // Server and browser agree on the end: the cookie is gone when the session is.
    scene.sign_in();
    scene.now = scene.now.plus_millis(61_000);
    let late = scene.call(OWN, Mode::Cors, read());
    assert_eq!((late.status(), late.acts()), (401, vec![]));
}

#[test]
fn a_page_of_strangers_acts_in_the_callers_name_where_the_cookie_crosses_sites() {
    // Whether the cookie crosses, whether origins are compared, and what the stranger's request comes to.
    for (same_site, checks_origin, expected, act) in [
        (SameSite::None, false, 200, CookieAct::Sent),
        (SameSite::None, true, 403, CookieAct::Sent),
        (SameSite::Lax, false, 401, CookieAct::Withheld),
        (SameSite::Strict, false, 401, CookieAct::Withheld),
        (SameSite::Unsaid, false, 401, CookieAct::Withheld),
    ] {
        let mut scene = Scene::new(|sessions| {
            sessions.same_site = same_site;
            sessions.checks_origin = checks_origin;
        });
        assert_eq!(scene.sign_in().status(), 204);
        let attack = scene.cancel(STRANGER);
        assert_eq!((attack.status(), attack.acts()), (expected, vec![act]), "{same_site:?}, origins compared: {checks_origin}");
        // The own page may do the same, if nobody else has.
        let own = scene.cancel(OWN).status();
        assert_eq!(own, if expected == 200 { 409 } else { 200 }, "{same_site:?}, origins compared: {checks_origin}");
    }
}

#[test]
fn a_cookie_that_contradicts_itself_is_kept_by_no_browser() {
    let contradictions: [fn(&mut Sessions); 3] = [
        |sessions| sessions.secure = false,
        |sessions| sessions.path = "/v1".to_owned(),
        |sessions| {
            sessions.name = "sid".to_owned();
            sessions.secure = false;
            sessions.same_site = SameSite::None;
        },
    ];
    for change in contradictions {
        let mut sessions = Sessions::default();
        change(&mut sessions);
        let mut scene = Scene::new(change);
        let seen = scene.sign_in();
        assert_eq!((seen.status(), seen.acts()), (204, vec![CookieAct::Refused]), "{:?}", sessions.refused());
        assert!(sessions.refused().is_some(), "the policy says what the browser does: {:?}", seen.cookies);
    }
}

#[test]
fn going_back_brings_sessions_back() {
    let mut scene = Scene::new(|_| {});
    scene.sign_in();
    let snapshot = scene.server.snapshot();
    let read = || Request::new(Method::GET, "/v1/bookings/bk_7q2m");
    // The cookie as it is, without a browser that would drop it.
    let cookie = scene.browser.cookies().cookies().first().map(|cookie| format!("{}={}", cookie.name, cookie.value)).unwrap();
    let out = scene.server.handle(Request::new(Method::DELETE, "/v1/sessions/current").header("cookie", &cookie), scene.now, &mut scene.rng);
    let status = |server: &mut Server| server.handle(read().header("cookie", &cookie), Moment::START, &mut Rng::new(2)).response.status;
    assert_eq!(status(&mut scene.server), 401);
    let mut other = scene.server.clone();
    other.restore(&snapshot);
    assert_eq!(status(&mut other), 200, "a snapshot holds sessions");
    assert!(!out.remembered.sessions.is_empty(), "the end of a session is noted");
    scene.server.reset();
    assert!(scene.server.ledger().sessions.is_empty(), "a reset forgets sessions");
}
