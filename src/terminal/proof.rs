//! Findings shown on a scratch copy of the server, as lines under each.

use std::sync::Arc;

use clap::ValueEnum;
use roundtrip::design::Design;
use roundtrip::proofs;
use roundtrip::rules::Finding;

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
}

/// The claim and the requests behind it; nothing where there is no proof.
pub fn lines(proofs: &Proofs, finding: &Finding, paint: Paint) -> String {
    let shown = proofs.0.as_ref().and_then(|design| proofs::prove(design, finding));
    let lines = shown.iter().flat_map(proofs::lines).enumerate();
    lines
        .map(|(index, line)| match index {
            0 => format!("         Shown: {line}\n"),
            _ => format!("         {}\n", paint.ink(Ink::Faint, line)),
        })
        .collect()
}
