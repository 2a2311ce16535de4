//! What ran on a lab's server as entries like those of the traffic, so that Watch and the sequence can show them.

use std::sync::{Arc, OnceLock};

use roundtrip::labs::Run;

use crate::ui::learn;
use crate::ui::send::Options;
use crate::ui::traffic::{Entry, SCRATCH, Wire};
use crate::ui::workspace::{View, Workspace};

/// A run as an entry under a number.
pub fn entry(number: u32, run: &Run, wire: Wire) -> Arc<Entry> {
    Arc::new(Entry {
        number,
        client: run.by.clone(),
        request: run.request.clone(),
        wire,
        options: Options::default(),
        exchanges: run.exchanges.clone(),
        journey: run.journey.clone(),
        millis: 0.0,
        started: 0.0,
        cancelled: OnceLock::new(),
        suggestions: Vec::new(),
    })
}

/// Shows what was sent in a lab in Watch; the traffic stays as it is.
pub fn watch(workspace: Workspace, runs: &[Run]) {
    let numbered = (SCRATCH..).zip(runs);
    let entries: Vec<Arc<Entry>> = numbered.map(|(number, run)| entry(number, run, Wire::Virtual)).collect();
    let Some(last) = entries.last().cloned() else { return };
    learn::leave(workspace);
    workspace.scratch.set(entries);
    workspace.shown.set(Some(last.number));
    workspace.step.set(last.decisive_step());
    workspace.view.set(View::Watch);
    crate::browser::window::focus("t-watch");
}
