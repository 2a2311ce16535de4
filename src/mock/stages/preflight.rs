//! Stage: the browser's question before a cross-origin request (Fetch standard, CORS-preflight request).

use crate::design::policy::Origins;
use crate::design::{Concern, Pointer};
use crate::http::{Method, Target};
use crate::mock::pipeline::Call;
use crate::mock::routes::Routes;
use crate::mock::{Decision, Reply, Why};

const SPEC: &str = "Fetch standard, CORS-preflight request";

/// Answers OPTIONS with `Origin` and `Access-Control-Request-Method`: 204, with permission or without.
pub fn answer(call: &Call, target: &Target, routes: &Routes) -> Decision<()> {
    let headers = &call.request.headers;
    if call.request.method != Method::OPTIONS {
        return Decision::skip((), "no OPTIONS request");
    }
    let (Some(origin), Some(method)) = (headers.get("origin"), headers.get("access-control-request-method")) else {
        return Decision::skip((), "OPTIONS without Origin and Access-Control-Request-Method");
    };
    let cors = &call.design.policies.cors;
    let place = Pointer::Policy(Concern::Cors);
    if !cors.admits(origin) {
        let reply = Reply::new(204, "No permission for this origin");
        let why = Why::new("origin is not on the list: no permission").spec(SPEC).because_of(place).compare(origins(&cors.origins), origin);
        return Decision::answer(reply, why);
    }
    let mut reply = Reply::new(204, "The browser may ask for this");
    if !cors.methods.is_empty() {
        reply.set("access-control-allow-methods", cors.methods.join(", "), "Methods a page may use here beside the simple ones.");
    }
    if !cors.headers.is_empty() {
        reply.set("access-control-allow-headers", cors.headers.join(", "), "Header fields a page may send beside the simple ones.");
    }
    if let Some(seconds) = cors.max_age {
        reply.set("access-control-max-age", seconds.to_string(), format!("The browser need not ask again for {}.", duration(seconds)));
    }
    let known = if routes.at(&target.segments).is_empty() { ", though no endpoint has this path" } else { "" };
    Decision::answer(reply, Why::new(format!("origin may ask for {method}{known}")).spec(SPEC).because_of(place))
}

/// The admitted origins in words.
pub fn origins(origins: &Origins) -> String {
    match origins {
        Origins::None => "no other origin".to_owned(),
        Origins::List(list) => list.join(", "),
        Origins::Any => "*".to_owned(),
        Origins::Reflected => "any origin, reflected".to_owned(),
    }
}

fn duration(seconds: u32) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        _ => format!("{} h", seconds / 3600),
    }
}
