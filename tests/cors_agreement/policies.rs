//! The servers: one design with many CORS policies, the wrong ones too.

use roundtrip::design::policy::{Authentication, Cors, Faults, Filtering, Origins, Required, UnknownParameters};
use roundtrip::design::{Design, Edit, samples};

use crate::{APP, OTHER};

/// Each design with its name.
pub fn all() -> Vec<(&'static str, Design)> {
    let app = || for_origins(&[APP]);
    let any = || of(Origins::Any);
    let echo = || of(Origins::Reflected);
    let mut designs: Vec<(&str, Design)> = [
        ("no other origin", of(Origins::None)),
        ("one origin", app()),
        ("one origin, with credentials", Cors { credentials: true, ..app() }),
        ("two origins, with credentials, nothing exposed", Cors { credentials: true, expose: vec![], ..for_origins(&[OTHER, APP]) }),
        ("the null origin, with credentials", Cors { credentials: true, ..for_origins(&["null"]) }),
        ("origins that are none", for_origins(&["http://app.example/", "HTTP://APP.EXAMPLE", "*"])),
        ("any origin", any()),
        ("any origin, with credentials", Cors { credentials: true, ..any() }),
        ("any origin, wildcards throughout", wildcards(any())),
        ("any origin, wildcards and credentials", Cors { credentials: true, ..wildcards(any()) }),
        ("reflected", echo()),
        ("reflected, with credentials", Cors { credentials: true, ..echo() }),
        ("reflected, wildcards and credentials", Cors { credentials: true, ..wildcards(echo()) }),
        ("wildcard for fields, and authorization", Cors { headers: texts(&["*", "Authorization"]), ..app() }),
        ("no methods, no fields", Cors { methods: vec![], headers: vec![], ..app() }),
        ("fields but no methods", Cors { methods: vec![], ..app() }),
        ("only PUT, only X-Trace", Cors { methods: texts(&["PUT"]), headers: texts(&["x-TRACE"]), ..app() }),
        ("methods in small letters", Cors { methods: texts(&["put", "patch", "delete", "purge"]), ..app() }),
        ("methods that are no list", Cors { methods: texts(&["PUT PATCH", "DELETE"]), ..any() }),
        ("fields that are no list", Cors { headers: texts(&["X Trace", "Content-Type"]), ..any() }),
        ("exposed fields that are no list", Cors { expose: texts(&["ETag Link", "Location"]), ..any() }),
        ("exposed fields, some forbidden, one twice", Cors { expose: texts(&["set-cookie", "ETAG", "etag", "X-None"]), ..any() }),
        ("permission for no time", Cors { max_age: Some(0), ..app() }),
        ("permission for a second", Cors { max_age: Some(1), credentials: true, ..app() }),
        ("permission for an unsaid time", Cors { max_age: None, ..echo() }),
        ("permission for years", Cors { max_age: Some(u32::MAX), credentials: true, ..echo() }),
    ]
    .map(|(name, cors)| (name, with(cors, Faults::default(), Authentication::default())))
    .to_vec();
    let closed = Authentication { required: Required::Always, ..Authentication::default() };
    let expose = Cors { expose: texts(&["WWW-Authenticate", "Retry-After"]), ..app() };
    designs.push(("credentials for everything", with(expose.clone(), Faults::default(), closed)));
    designs.push(("it always fails", with(expose.clone(), Faults { error_percent: 100, ..Faults::default() }, Authentication::default())));
    let on_demand = Faults { prefer: true, ..Faults::default() };
    designs.push(("it fails when asked to", with(Cors { headers: texts(&["Prefer"]), ..expose }, on_demand, Authentication::default())));
    designs
}

fn of(origins: Origins) -> Cors {
    Cors { origins, ..Cors::default() }
}

fn for_origins(origins: &[&str]) -> Cors {
    Cors::for_origins(origins)
}

fn wildcards(cors: Cors) -> Cors {
    Cors { methods: texts(&["*"]), headers: texts(&["*"]), expose: texts(&["*"]), ..cors }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

/// The booking sample with these policies. It passes over unknown parameters, because each case marks its URL with one.
fn with(cors: Cors, faults: Faults, authentication: Authentication) -> Design {
    let mut design = samples::hotel_booking();
    let filtering = Filtering { unknown: UnknownParameters::Ignore, ..design.policies.filtering.clone() };
    for policy in [cors.into(), faults.into(), authentication.into(), filtering.into()] {
        design.apply(&Edit::SetPolicy(policy)).unwrap();
    }
    design
}
