//! Old clients and ends that come.

use super::Proof;
use crate::design::policy::{deprecation, versioning};
use crate::mock::Moment;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "newest-by-default",
        run: |stand, _| {
            let read = stand.design.endpoints.iter().find(|endpoint| endpoint.behaviour.is_read() && endpoint.resource.is_some())?.clone();
            let newest = stand.design.policies.versioning.versions.last()?.clone();
            let at = stand.call_with(&read, |request| {
                request.headers.remove(versioning::FIELD);
                request.headers.set("accept", "application/json");
            })?;
            let seen = stand.header(at, versioning::FIELD).map(str::to_owned);
            let text = format!("A client that names no version is served by version {newest}, for which it was not built.");
            if seen.as_deref() == Some(newest.as_str()) { stand.by_header(at, versioning::FIELD, text) } else { None }
        },
    },
    Proof {
        rule: "deprecation-unannounced",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.deprecated)?;
            let at = stand.call(&endpoint)?;
            let text = "The endpoint goes out of use, and its answers look as they always did.";
            if stand.header(at, "deprecation").is_none() { stand.by_header(at, "Deprecation", text) } else { None }
        },
    },
    Proof {
        rule: "sunset-without-end",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| !endpoint.lifetime.sunset.is_empty())?;
            let sunset = deprecation::seconds(&stand.design.lifetime(&endpoint).sunset)?;
            stand.now = Moment(sunset * 1000).plus_millis(86_400_000).max(stand.now);
            let at = stand.call(&endpoint)?;
            let text = "A day after its sunset the endpoint answers as before.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "deprecated-without-sunset",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let at = stand.call(&endpoint)?;
            let told = stand.header(at, "deprecation").is_some() && stand.header(at, "sunset").is_none();
            if told { stand.by_header(at, "Sunset", "Clients are asked to leave, and not told by when.") } else { None }
        },
    },
    Proof {
        rule: "no-successor",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let at = stand.call(&endpoint)?;
            let named = stand.header(at, "link").is_some_and(|link| link.contains("successor-version") || link.contains("deprecation"));
            let told = stand.header(at, "deprecation").is_some() && !named;
            if told { stand.by_header(at, "Link", "Clients are asked to leave, and not told where to go.") } else { None }
        },
    },
];
