//! A page, or a program, that stops waiting for its answer.

use std::sync::Arc;

use roundtrip::user_agent::Browser;
use roundtrip::user_agent::cache::Cache;

use super::Workspace;
use crate::browser::clock;
use crate::ui::toasts::Toast;
use crate::ui::traffic::Entry;

/// What an answer that is waited for would be taken back from.
pub struct BeforeWait {
    /// The number of the exchange.
    pub number: u32,
    /// The count of changes right after it was handled: what changed since then is not taken back.
    pub records: u32,
    /// The browser of the client, before.
    pub browser: Browser,
    /// The shared cache, before.
    pub shared: Cache,
}

/// Ends the waiting for an entry, if it is still waited for. What the server has done stays done, and the traffic shows it; the
/// client's browser has got nothing: a fetch that is aborted ends in a network error, and nothing of an answer is parsed or stored
/// (Fetch, "HTTP-network fetch"). What waited for the answer to a preflight, or to a redirect, never leaves.
pub fn cancel(workspace: Workspace, entry: Arc<Entry>) {
    if !workspace.waits_for(&entry) {
        return;
    }
    let waited = clock::elapsed() - entry.started;
    let entry = without_answer(workspace, entry, waited);
    // It is cancelled once: what waits has not ended.
    let _ = entry.cancelled.set(waited);
    let told = match entry.is_held_back() {
        true => "The request itself never left: it waited for the answer to its preflight.".to_owned(),
        false => format!("The server has answered all the same, as #{} shows.", entry.number),
    };
    workspace.waiting.set(None);
    workspace.show_entry(entry);
    workspace.toast(Toast::said(format!("Cancelled: the page stopped waiting. {told}")));
}

/// The entry as far as it came by then, with everything that came later taken back: the browser, the shared cache, the server. Where
/// somebody has changed the design or the data since it was sent, nothing is, so that nothing of that is lost.
fn without_answer(workspace: Workspace, entry: Arc<Entry>, waited: f64) -> Arc<Entry> {
    let mut before = None;
    workspace.before_wait.update_value(|kept| before = kept.take());
    let is_now = |before: &BeforeWait| before.number == entry.number && before.records == workspace.records.get_untracked();
    let Some(before) = before.filter(is_now) else { return entry };
    let sent = entry.left_within(waited);
    let is_cut = sent < entry.exchanges.len() || entry.main().is_none();
    workspace.browsers.update_value(|browsers| {
        let (browser, shared) = browsers.of(&entry.client);
        // Nothing at all was answered, or the permission was.
        if is_cut && sent == 1 {
            *browser = before.browser
        } else {
            browser.unread(before.browser)
        }
        // A shared cache does not stop when the page does: it keeps the answer that it asked for.
        if is_cut {
            *shared = before.shared;
        }
    });
    if !is_cut {
        return entry;
    }
    let entry = Arc::new(entry.up_to(sent));
    workspace.take_back_unsent(&entry);
    entry
}
