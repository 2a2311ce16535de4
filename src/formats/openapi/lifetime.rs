//! Response headers of what goes out of use: since when, until when, and what takes its place.

use openapiv3::{Header, ReferenceOr};
use serde_json::json;

use super::parts::Parts;
use super::responses::{Headers, field};
use crate::design::Endpoint;
use crate::design::policy::deprecation::seconds;
use crate::http::{date, structured};

/// Whether clients should leave an endpoint.
pub fn is_deprecated(parts: &Parts<'_>, endpoint: &Endpoint) -> bool {
    endpoint.deprecated || !parts.design.lifetime(endpoint).is_empty()
}

/// What every answer says of it. `Link` may say more already.
pub fn announce(parts: &mut Parts<'_>, endpoint: &Endpoint, headers: &mut Headers) {
    let lifetime = parts.design.lifetime(endpoint);
    if lifetime.is_empty() || !parts.design.policies.deprecation.announces {
        return;
    }
    let mut all: Vec<(String, ReferenceOr<Header>)> = Vec::new();
    if let Some(since) = seconds(&lifetime.since) {
        let example = json!(structured::date(i64::try_from(since).unwrap_or(i64::MAX)));
        all.push(parts.header("Deprecation", field("Since when it should not be used any more (RFC 9745).", Some(example))));
    }
    if let Some(end) = seconds(&lifetime.sunset) {
        all.push(parts.header("Sunset", field("When it ends (RFC 8594).", Some(json!(date::format(end))))));
    }
    if !lifetime.successor.is_empty() || !lifetime.documentation.is_empty() {
        let about = match headers.contains_key("Link") {
            true => "Links to other pages, and to what takes its place: successor-version, deprecation and sunset (RFC 8288, RFC 5829).",
            false => "What takes its place, and pages about it: successor-version, deprecation and sunset (RFC 5829, RFC 9745, RFC 8594).",
        };
        all.push(parts.header("Link", field(about, None)));
    }
    headers.extend(all);
}
