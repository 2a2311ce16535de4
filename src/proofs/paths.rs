//! What paths lead to.

use super::Proof;
use crate::design::template::{Meaning, Segment, meanings};
use crate::http::Request;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "duplicate-endpoint",
        run: |stand, finding| {
            let second = stand.own_endpoint(finding)?;
            let at = stand.call(&second)?;
            let other = stand.seen.get(at)?.exchange.endpoint.clone().filter(|id| *id != second.id)?;
            stand.by_line(
                at,
                format!("answered by {other}"),
                format!("A request for `{}` is answered by `{other}`; `{}` is never reached.", second.id, second.id),
            )
        },
    },
    Proof {
        rule: "ambiguous-templates",
        run: |stand, finding| {
            let own = stand.own_endpoint(finding)?;
            let twin = |other: &&std::sync::Arc<crate::design::Endpoint>| {
                other.id != own.id && other.method == own.method && tie(&own.path, &other.path).is_some()
            };
            let other = stand.design.endpoints.iter().find(twin)?.clone();
            let path = tie(&own.path, &other.path)?;
            let client = stand.client(&own);
            let target = format!("{}{path}", stand.design.base_path);
            let at = stand.send_as(client.as_deref(), Request::new(own.method.clone(), target));
            let answered = stand.seen.get(at)?.exchange.endpoint.clone()?;
            stand.by_line(
                at,
                format!("answered by {answered}"),
                format!("This address fits {} and {}; here `{answered}` won, elsewhere the other may.", own.label(), other.label()),
            )
        },
    },
    Proof {
        rule: "undeclared-path-parameter",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let unknown = meanings(&stand.design, &endpoint).into_iter().find(|(_, meaning)| *meaning == Meaning::Unknown)?.0;
            let plain = crate::mock::sample_request(&stand.server, &endpoint, stand.now);
            let client = stand.client(&endpoint);
            let mut ask = |value: &str| {
                let request = Request { target: plain.target.replace(&format!("{{{unknown}}}"), value), ..plain.clone() };
                stand.send_as(client.as_deref(), request)
            };
            let (first, second) = (ask("one"), ask("another"));
            let same = stand.says_the_same(first, second) && stand.worked(second);
            let text = format!("Two values of {{{unknown}}} give the same answer.");
            if same { stand.by_status(second, text) } else { None }
        },
    },
    Proof {
        rule: "trailing-slash",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| endpoint.path.len() > 1 && endpoint.path.ends_with('/'))?;
            let request = stand.plain(&endpoint)?;
            let path = request.path().trim_end_matches('/').to_owned();
            let client = stand.client(&endpoint);
            let at = stand.send_as(client.as_deref(), Request { target: path, ..request });
            if [404, 405].contains(&stand.status(at)) { stand.by_status(at, "Without the slash the same address is not there.") } else { None }
        },
    },
    Proof {
        rule: "secret-in-path",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let secret = endpoint.template().segments.into_iter().find_map(|segment| match segment {
                Segment::Parameter(name) if crate::design::words::split(&name).iter().any(|word| SECRETS.contains(&word.as_str())) => Some(name),
                _ => None,
            })?;
            let plain = crate::mock::sample_request(&stand.server, &endpoint, stand.now);
            let target = plain.target.replace(&format!("{{{secret}}}"), "s3cr3t-value");
            let client = stand.client(&endpoint);
            let at = stand.send_as(client.as_deref(), Request { target, ..plain });
            let line = stand.line(at);
            if line.contains("s3cr3t-value") {
                stand.by_line(at, line, "The secret stands in the request line, which every log on the way keeps.")
            } else {
                None
            }
        },
    },
];

/// Words for what only its owner should know.
const SECRETS: [&str; 6] = ["password", "passwd", "token", "secret", "apikey", "key"];

/// A path that fits two templates, if there is one.
fn tie(left: &str, right: &str) -> Option<String> {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split('/').collect(), right.split('/').collect());
    let is_parameter = |segment: &str| segment.starts_with('{');
    let pairs = || left.iter().zip(&right);
    let fits = left.len() == right.len() && pairs().all(|(a, b)| a == b || is_parameter(a) || is_parameter(b));
    let both = pairs().any(|(a, b)| is_parameter(a) && !is_parameter(b)) && pairs().any(|(a, b)| !is_parameter(a) && is_parameter(b));
    let segment = |(a, b): (&&str, &&str)| match (is_parameter(a), is_parameter(b)) {
        (true, true) => "1".to_owned(),
        (true, false) => (*b).to_owned(),
        (false, _) => (*a).to_owned(),
    };
    (fits && both).then(|| pairs().map(segment).collect::<Vec<_>>().join("/"))
}
