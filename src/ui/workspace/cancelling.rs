//! A page, or a program, that stops waiting for its answer.

use std::sync::Arc;

use super::Workspace;
use crate::browser::clock;
use crate::ui::toasts::Toast;
use crate::ui::traffic::Entry;

/// Ends the waiting. What the server has done stays done, and the traffic shows it; the client's browser has got nothing: a fetch that
/// is aborted ends in a network error, and nothing of an answer is parsed or stored (Fetch, "HTTP-network fetch"). A request that
/// waited for the answer to its preflight never leaves.
pub fn cancel(workspace: Workspace) {
    let Some(entry) = workspace.waiting.get_untracked() else { return };
    let waited = clock::elapsed() - entry.started;
    let sent = entry.left_within(waited);
    let is_cut = sent < entry.exchanges.len();
    let entry = if is_cut { Arc::new(entry.up_to(sent)) } else { entry };
    // It is cancelled once: what waits has not ended.
    let _ = entry.cancelled.set(waited);
    take_back_answer(workspace, &entry, is_cut);
    if is_cut {
        workspace.take_back_unsent(&entry);
    }
    let told = match entry.main() {
        Some(_) => format!("The server has answered all the same, as #{} shows.", entry.number),
        None => "The request itself never left: it waited for the answer to its preflight.".to_owned(),
    };
    workspace.waiting.set(None);
    workspace.show_entry(entry);
    workspace.toast(Toast::said(format!("Cancelled: the page stopped waiting. {told}")));
}

/// The client's browser as it is without the answer. What a preflight has permitted stays, if it was answered.
fn take_back_answer(workspace: Workspace, entry: &Entry, is_cut: bool) {
    workspace.before_wait.update_value(|before| {
        let Some((client, before)) = before.take().filter(|(client, _)| *client == entry.client) else { return };
        workspace.browsers.update_value(|browsers| {
            let (browser, _) = browsers.of(&client);
            if is_cut { *browser = before } else { browser.unread(before) }
        });
    });
}
