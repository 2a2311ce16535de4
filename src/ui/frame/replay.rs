//! Traffic in a link: the requests that were sent, to be sent again. The engine is the same everywhere, so that the same requests
//! at the same moments lead to the same exchange; nothing of the answers has to travel.

use std::sync::Arc;

use roundtrip::design::Client;
use roundtrip::formats::link;
use roundtrip::http::{Body, Request, method};
use roundtrip::mock::{Moment, with_credentials};
use serde_json::{Value, json};

use crate::browser::location;
use crate::ui::send::Options;
use crate::ui::traffic::{Entry, Wire};
use crate::ui::workspace::{View, Workspace};

/// The most requests that a link carries: the last ones.
pub const MOST: usize = 50;

/// The part of a link that sends these requests again and shows one exchange of them at a step.
pub fn fragment(workspace: Workspace, shown: Option<(u32, usize)>) -> String {
    let design = workspace.design.get_untracked();
    let all: Vec<Arc<Entry>> = workspace.traffic.with_untracked(|traffic| {
        let sent = traffic.iter().filter(|entry| entry.wire == Wire::Virtual && shown.is_none_or(|(number, _)| entry.number <= number));
        let all: Vec<_> = sent.cloned().collect();
        all.iter().skip(all.len().saturating_sub(MOST)).cloned().collect()
    });
    let told: Vec<Value> = all.iter().map(|entry| told(entry, design.client(&entry.client).map(AsRef::as_ref), &design)).collect();
    let place = shown.and_then(|(number, step)| Some((all.iter().position(|entry| entry.number == number)? + 1, step + 1)));
    let at = place.map(|(exchange, step)| format!("&x={exchange}&s={step}")).unwrap_or_default();
    format!("&v=watch{at}&t={}", link::pack(&Value::Array(told).to_string()))
}

/// Client, method, target, milliseconds since the start, header lines, body; and where that was not as usual, what the page passed
/// to `fetch()` and whether the client's credentials went along. What the client adds by itself is left out: it is in the design.
fn told(entry: &Entry, client: Option<&Client>, design: &roundtrip::design::Design) -> Value {
    let request = &entry.request;
    let added = client.map(|client| with_credentials(design, client, Request::new(request.method.clone(), request.target.clone())));
    let is_signed = added.as_ref().is_none_or(|added| added.headers.iter().all(|(name, value)| request.headers.get(name) == Some(value)));
    let is_own = |name: &str, value: &str| added.as_ref().is_none_or(|added| added.headers.get(name) != Some(value));
    let headers: Vec<Value> = request.headers.iter().filter(|(name, value)| is_own(name, value)).map(|(name, value)| json!([name, value])).collect();
    let at = entry.exchanges.first().map_or(0, |exchange| exchange.moment.0.saturating_sub(Moment::START.0));
    let mut told = vec![json!(entry.client), json!(request.method.as_str()), json!(request.target), json!(at), Value::Array(headers)];
    told.push(json!(request.body.text().unwrap_or_default()));
    let is_usual = [Options::default(), Options::default().of(design, request)].contains(&entry.options);
    if !is_usual || !is_signed {
        told.extend([packed(&entry.options), json!(is_signed)]);
    }
    Value::Array(told)
}

/// The options of a call by their names in the Fetch standard.
fn packed(options: &Options) -> Value {
    json!([options.mode, options.credentials, options.cache, options.redirect])
}

/// Reads them; what is not there, as in links of before, is as usual.
fn unpacked(told: Option<&Value>) -> Options {
    fn part<T: serde::de::DeserializeOwned + Default>(told: Option<&Value>, index: usize) -> T {
        told.and_then(|told| serde_json::from_value(told.get(index)?.clone()).ok()).unwrap_or_default()
    }
    Options { mode: part(told, 0), credentials: part(told, 1), cache: part(told, 2), redirect: part(told, 3) }
}

/// Sends the requests of a link, shows the exchange it names, and presents it where it says so.
pub fn start(workspace: Workspace, fragment: &str) {
    let fragment = fragment.to_owned();
    let Some(Value::Array(all)) = location::part(&fragment, "t").and_then(link::unpack).and_then(|text| serde_json::from_str(&text).ok()) else {
        return finish(workspace, &fragment);
    };
    // Both have to be there, or the order would not hold.
    workspace.parts.extras.with(move |extras| {
        workspace.extend(extras);
        workspace.parts.browser.with(move |_| {
            for sent in all.iter().take(MOST) {
                // A line that cannot be read is left out; the others still tell something.
                let _ = send(workspace, sent);
            }
            workspace.end_wait();
            finish(workspace, &fragment);
        });
    });
}

fn finish(workspace: Workspace, fragment: &str) {
    let number = |name: &str| location::part(fragment, name).and_then(|text| text.parse::<usize>().ok());
    let entry = number("x").and_then(|place| workspace.traffic.with_untracked(|traffic| traffic.get(place.checked_sub(1)?).cloned()));
    if let Some(entry) = entry {
        crate::ui::watch::player::show_at(workspace, entry.number, number("s").unwrap_or(1).saturating_sub(1));
        workspace.view.set(View::Watch);
    }
    if location::part(fragment, "m") == Some("present") {
        workspace.presents.set(true);
    }
}

fn send(workspace: Workspace, sent: &Value) -> Option<()> {
    let text = |index: usize| sent.get(index).and_then(Value::as_str);
    let client = text(0)?;
    let mut request = Request::new(method::parse(text(1)?)?, text(2)?);
    for line in sent.get(4).and_then(Value::as_array).into_iter().flatten() {
        if let (Some(name), Some(value)) = (line.get(0).and_then(Value::as_str), line.get(1).and_then(Value::as_str)) {
            request.headers.append(name, value);
        }
    }
    if let Some(body) = text(5).filter(|body| !body.is_empty()) {
        request.body = Body::from(body);
    }
    let at = Moment::START.plus_millis(sent.get(3).and_then(Value::as_u64).unwrap_or_default());
    workspace.advance(at.0.saturating_sub(workspace.now().0));
    let design = workspace.design.get_untracked();
    let is_signed = sent.get(7).and_then(Value::as_bool).unwrap_or(true);
    let request = match design.client(client).filter(|_| is_signed) {
        Some(known) => with_credentials(&design, known, request),
        None => request,
    };
    workspace.send_as(client, request, unpacked(sent.get(6)));
    Some(())
}
