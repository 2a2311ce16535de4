//! What errors look like when they come.

use super::stand::Stand;
use super::status_codes::takes_content;
use super::{Claim, Proof};
use crate::rules::Finding;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "errors-not-problem-details",
        run: |stand, finding| {
            let at = stand.call_missing(finding)?;
            let kind = stand.header(at, "content-type").unwrap_or_default();
            let text = "An error comes in a shape that no client knows from elsewhere.";
            if kind.contains("problem+") || stand.worked(at) && stand.json(at).get("error").is_none() {
                None
            } else {
                stand.by_header(at, "Content-Type", text)
            }
        },
    },
    Proof {
        rule: "stack-trace-leaked",
        run: |stand, finding| {
            let at = stand.call_missing(finding)?;
            let text = stand.response(at)?.body.text().unwrap_or_default().to_owned();
            let place = text.split("\\n").find(|line| line.contains(".js:") || line.trim_start().starts_with("at "))?;
            stand.by_line(at, place.trim().to_owned(), "An error shows the inside of the server to whoever asks.")
        },
    },
    Proof {
        rule: "generic-message",
        run: |stand, finding| {
            let missing = stand.call_missing(finding)?;
            let endpoint = stand.endpoint(finding, takes_content)?;
            let unfit = stand.call_unfit(&endpoint)?;
            let said = |at: usize| ["detail", "message", "error"].iter().find_map(|member| stand.json(at).get(*member)?.as_str().map(str::to_owned));
            let (first, second) = (said(missing)?, said(unfit)?);
            if first != second || stand.status(missing) == stand.status(unfit) {
                return None;
            }
            stand.by_line(unfit, second, "Two faults that differ are told in the same words.")
        },
    },
    Proof {
        rule: "field-errors-without-pointers",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, takes_content)?;
            let at = stand.call_unfit(&endpoint)?;
            let refused = (400..500).contains(&stand.status(at));
            let named = stand.response(at)?.body.text().unwrap_or_default().contains("pointer");
            if refused && !named { no_pointer(stand, at) } else { None }
        },
    },
    Proof {
        rule: "problem-type-no-address",
        run: |stand, finding| {
            let at = stand.call_missing(finding)?;
            let kind = stand.json(at).get("type")?.as_str()?.to_owned();
            let fits = kind.starts_with("https://") || kind.starts_with("http://") || kind.starts_with('/') || kind == "about:blank";
            if fits && !kind.contains(' ') {
                return None;
            }
            stand.by_line(at, format!("type: {kind}"), "The type of the problem is no address that could be opened.")
        },
    },
    Proof { rule: "error-shapes-differ", run: |stand, finding| other_shape(stand, finding) },
];

fn no_pointer(stand: &Stand, at: usize) -> Option<Claim> {
    stand.by_line(at, "no pointer in the content", "A field does not fit, and the answer does not say which.")
}

fn other_shape(stand: &mut Stand, finding: &Finding) -> Option<Claim> {
    let missing = stand.call_missing(finding)?;
    let endpoint = stand.own_endpoint(finding)?;
    let fixed = stand.call(&endpoint)?;
    let members = |at: usize| stand.json(at).as_object().map(|object| object.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let (usual, other) = (members(missing), members(fixed));
    if stand.status(fixed) < 400 || other.iter().any(|member| usual.contains(member)) {
        return None;
    }
    stand.by_line(fixed, format!("members: {}", other.join(", ")), format!("Other errors have {}; this one has none of them.", usual.join(", ")))
}
