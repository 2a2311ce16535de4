//! What makes it safe to send the request once more: its method, a key, or a version to compare with.

use leptos::prelude::*;
use roundtrip::http::method;
use roundtrip::mock::sample_request::fresh_key;

use super::{HeaderLine, made};
use crate::ui::workspace::{Overlay, workspace};

/// One line: the guard that is there, or the way to one.
#[component]
pub fn RetryGuard() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let made = made();
    let guard = Memo::new(move |_| {
        draft.headers.with(|lines| {
            let is_guard = |name: &str| ["idempotency-key", "if-match", "if-unmodified-since", "if-none-match"].contains(&name);
            lines
                .iter()
                .filter(|line| line.on)
                .map(|line| (line.name.to_ascii_lowercase(), line.value.clone()))
                .find(|(name, _)| is_guard(name) && (name != "if-none-match" || draft.method.with(|method| method == "PUT")))
        })
    });
    let repeats = Memo::new(move |_| draft.method.with(|text| method::parse(text.trim()).is_none_or(|method| method::is_idempotent(&method))));
    let protects = Memo::new(move |_| {
        made.endpoint.with(|endpoint| {
            let endpoint = endpoint.as_ref()?;
            Some(workspace.design.with(|design| design.policies.idempotency.protects(endpoint)))
        })
    });
    let add = move |_| {
        let Some(endpoint) = made.endpoint.get_untracked() else { return };
        let value = workspace.with_server(|server| fresh_key(server, &endpoint));
        draft.headers.update(|lines| lines.push(HeaderLine { on: true, name: "idempotency-key".to_owned(), value }));
    };
    let policy = move |_| workspace.overlay.set(Some(Overlay::Policies(Some(roundtrip::design::Concern::Idempotency))));
    move || match (guard.get(), repeats.get(), protects.get()) {
        (Some((name, value)), ..) => view! { <code class="trunc" title=format!("{name}: {value}")>{format!("{name}: {value}")}</code> }.into_any(),
        (None, true, _) => view! { <span class="muted">"none needed"</span> }.into_any(),
        (None, false, Some(true)) => {
            view! { <span>"none"</span><button type="button" class="btn-text small" on:click=add>"Add a key"</button> }.into_any()
        }
        (None, false, Some(false)) => {
            view! { <span>"none: sent twice, it acts twice"</span><button type="button" class="btn-text small" on:click=policy>"Policy"</button> }
                .into_any()
        }
        (None, false, None) => view! { <span class="muted">"none"</span> }.into_any(),
    }
}
