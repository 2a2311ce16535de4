//! Findings shown on a scratch copy of the server, as lines under each.

use std::sync::Arc;

use clap::ValueEnum;
use roundtrip::design::Design;
use roundtrip::http::status;
use roundtrip::proofs::{self, Shown};
use roundtrip::rules::Finding;
use serde_json::{Value, json};

use super::paint::{Ink, Paint};

/// The most endpoints of a design that is run without being told so: each proof begins a server anew.
const SMALL: usize = 100;

/// When findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// For designs of up to 100 endpoints
    Small,
    /// Whatever the size
    Always,
    /// Not at all
    Never,
}

/// What shows findings.
pub struct Proofs(Option<Arc<Design>>);

impl Proofs {
    /// The scratch server of a design, where it is wanted.
    pub fn of(design: &Design, show: Show) -> Self {
        let wanted = match show {
            Show::Small => design.endpoints.len() <= SMALL,
            Show::Always => true,
            Show::Never => false,
        };
        Self(wanted.then(|| Arc::new(design.clone())))
    }

    /// What running the server shows of a finding; nothing where there is no proof.
    pub fn show(&self, finding: &Finding) -> Option<Shown> {
        self.0.as_ref().and_then(|design| proofs::prove(design, finding))
    }
}

/// The claim and the requests behind it; nothing where there is no proof.
pub fn lines(proofs: &Proofs, finding: &Finding, paint: Paint) -> String {
    let shown = proofs.show(finding);
    let lines = shown.iter().flat_map(proofs::lines).enumerate();
    lines
        .map(|(index, line)| match index {
            0 => format!("         Shown: {line}\n"),
            _ => format!("         {}\n", paint.ink(Ink::Faint, line)),
        })
        .collect()
}

/// A proof for programs: what it claims, and every request with its answer; `shows` stands where the claim can be seen.
pub fn object(shown: &Shown) -> Value {
    let exchanges = shown.seen.iter().enumerate().map(|(index, seen)| {
        let (request, response) = (&seen.exchange.request, &seen.exchange.response);
        let mut exchange = json!({
            "who": seen.who,
            "request": format!("{} {}", request.method, request.target),
            "status": response.status,
            "answer": status::line(response.status),
        });
        if let Some(members) = exchange.as_object_mut().filter(|_| index == shown.claim.exchange) {
            members.insert("shows".to_owned(), json!(shown.claim.line));
        }
        exchange
    });
    json!({ "claim": shown.claim.text, "shownBy": shown.claim.exchange, "exchanges": exchanges.collect::<Vec<_>>() })
}
