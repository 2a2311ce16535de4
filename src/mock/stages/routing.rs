//! Stage: which endpoint is meant; 404, 405 with `Allow`, 501, OPTIONS, HEAD (RFC 9110 sections 9.3, 15.5.5, 15.5.6, 15.6.2).

use super::problems::refuse;
use crate::design::words;
use crate::design::words::letters::Letters;
use crate::http::{Method, Problem, Target, method};
use crate::mock::pipeline::Call;
use crate::mock::routes::{Route, Routes, allowed, method_list};
use crate::mock::{Decision, Reply, Why};

/// Finds the endpoint. HEAD goes where GET goes; OPTIONS is answered here, unless the design has an endpoint for it.
pub fn resolve(call: &Call, target: &Target, routes: &Routes) -> Decision<Route> {
    let wanted = &call.request.method;
    let found = routes.at(&target.segments);
    if found.is_empty() {
        return match routes.knows(wanted) {
            true => not_found(call, target, routes),
            false => not_implemented(call),
        };
    }
    let exact = found.iter().position(|route| route.entry.endpoint.method == *wanted);
    let as_get = || found.iter().position(|route| *wanted == Method::HEAD && route.entry.endpoint.method == Method::GET);
    if let Some(route) = exact.or_else(as_get).and_then(|index| found.get(index)) {
        let name = &route.entry.endpoint.id;
        let text = if exact.is_some() { name.clone() } else { format!("{name}, HEAD as GET without content") };
        return Decision::pass(route.clone(), Why::new(text).because_of(route.endpoint().at()));
    }
    let methods = allowed(&found);
    let list = method_list(&methods);
    if *wanted == Method::OPTIONS {
        let mut reply = Reply::new(204, "These methods work here").with("allow", list, "The methods this path answers.");
        if methods.contains(&Method::PATCH) {
            let formats: Vec<&str> = call.design.policies.update.patch_formats.iter().map(|format| format.media_type()).collect();
            reply.set("accept-patch", formats.join(", "), "The patch formats that PATCH reads here.");
        }
        return Decision::answer(reply, Why::new("OPTIONS lists the methods of this path").spec("RFC 9110 section 9.3.7"));
    }
    if !routes.knows(wanted) {
        return not_implemented(call);
    }
    // The content that HEAD leaves out has to be that of GET, down to its length (RFC 9110 section 8.6).
    let asked = if *wanted == Method::HEAD { &Method::GET } else { wanted };
    let detail = format!("{asked} does not work on {}. It answers {list}.", target.path());
    let mut reply = refuse(call, Problem::new(405, "method-not-allowed", format!("{wanted} does not work here"), detail));
    reply.set("allow", list.clone(), "The methods this path answers instead.");
    let why = Why::new(format!("no endpoint for {wanted} at this path")).spec("RFC 9110 section 15.5.6").compare(list, wanted.as_str());
    Decision::answer(reply, why)
}

fn not_found(call: &Call, target: &Target, routes: &Routes) -> Decision<Route> {
    let path = target.path();
    let hint = hint(&path, routes);
    let detail = match &hint {
        Some(near) => format!("No endpoint has the path {path}. Did you mean {near}?"),
        None => format!("No endpoint has the path {path}."),
    };
    let reply = refuse(call, Problem::new(404, "no-such-path", "No endpoint has this path", detail));
    let why = Why::new("no endpoint has this path").spec("RFC 9110 section 15.5.5");
    Decision::answer(
        reply,
        match hint {
            Some(near) => why.compare(near, path),
            None => why,
        },
    )
}

fn not_implemented(call: &Call) -> Decision<Route> {
    let wanted = call.request.method.as_str();
    let detail = format!("This server knows {}, and not {wanted}.", method_list(&method::KNOWN));
    let reply = refuse(call, Problem::new(501, "method-unknown", "Nobody here knows this method", detail));
    Decision::answer(reply, Why::new(format!("method {wanted} is unknown to the server")).spec("RFC 9110 section 15.6.2"))
}

/// A known path that differs in case, number, a trailing slash or the base path only.
fn hint(path: &str, routes: &Routes) -> Option<String> {
    let plain =
        |path: &str| path.split('/').filter(|segment| !segment.is_empty()).map(|segment| words::singular(segment).lower()).collect::<Vec<_>>();
    let wanted = plain(path);
    if wanted.is_empty() {
        return None;
    }
    let fits =
        |known: &[String]| known.len() == wanted.len() && known.iter().zip(&wanted).all(|(known, wanted)| known.starts_with('{') || known == wanted);
    routes.paths().into_iter().find(|known| {
        let known = plain(known);
        fits(&known) || known.split_first().is_some_and(|(_, rest)| fits(rest))
    })
}
