//! Send: the request in the making. The views of the panel are in the folder of this name.

pub mod auth;
pub mod body;
pub mod browser;
pub mod check;
pub mod client_bar;
pub mod code;
pub mod draft;
pub mod guard;
pub mod headers;
pub mod json_lines;
pub mod meaning;
pub mod options;
pub mod panel;
pub mod parts;
pub mod provoke;
pub mod query;
pub mod real_wire;
pub mod request_line;
pub mod slots;
pub mod try_next;

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::Endpoint;
use roundtrip::http::Request;
use roundtrip::mock::with_credentials;

use wasm_split_helpers::wasm_split;

use super::parts::Fetched;

pub use draft::{Draft, HeaderLine};
pub use options::Options;
pub use panel::SendPanel;
pub use try_next::send_again;

use super::workspace::Workspace;

/// The part with the tabs behind the first: headers, query, authentication, browser, code.
#[wasm_split(details, fallible)]
pub fn request_part() -> Fetched<fn(usize) -> AnyView> {
    Ok(|tab| match tab {
        1 => headers::HeadersPart().into_any(),
        2 => query::QueryPart().into_any(),
        3 => auth::AuthPart().into_any(),
        4 => browser::BrowserPart().into_any(),
        _ => code::CodePart().into_any(),
    })
}

/// What the request in the making amounts to, computed once for all parts of the panel.
#[derive(Clone, Copy)]
pub struct Made {
    /// The endpoint that it means.
    pub endpoint: Memo<Option<Arc<Endpoint>>>,
    /// The request with the client's credentials, as it would leave; `None` where the method is no token.
    pub request: Memo<Option<Request>>,
}

impl Made {
    /// Follows the draft of a workspace.
    pub fn new(workspace: Workspace) -> Self {
        let draft = workspace.draft;
        let endpoint = Memo::new(move |_| workspace.design.with(|design| draft.meant(design)));
        let request = Memo::new(move |_| {
            let request = draft.read()?;
            let client = draft.client.get();
            Some(workspace.design.with(|design| match design.client(&client).filter(|_| draft.credentials.get()) {
                Some(client) => with_credentials(design, client, request),
                None => request,
            }))
        });
        Self { endpoint, request }
    }
}

/// What the request in the making amounts to.
pub fn made() -> Made {
    expect_context()
}

/// Whether only the request line is in sight.
pub fn is_folded(workspace: Workspace) -> bool {
    let draft = workspace.draft;
    draft.fold.get().unwrap_or_else(|| draft.low.get() && workspace.shown.with(Option::is_some))
}

/// Folds the panel to its request line, or opens it.
pub fn toggle_fold(workspace: Workspace) {
    let folded = untrack(|| is_folded(workspace));
    workspace.draft.fold.set(Some(!folded));
}
