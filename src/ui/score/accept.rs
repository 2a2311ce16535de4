//! Accepting a finding: it stays listed and costs nothing, for a reason in writing.

use leptos::prelude::*;
use roundtrip::design::{Accepted, Edit};

use super::findings::Findings;
use crate::browser::window;
use crate::ui::toasts::Toast;
use crate::ui::workspace::workspace;

/// The button, and the form that it opens.
#[component]
pub fn Accept(
    /// The row's name.
    key: String,
) -> impl IntoView {
    let workspace = workspace();
    let findings: Findings = expect_context();
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let field = format!("{key}-reason");
    let is_open = {
        let key = key.clone();
        Memo::new(move |_| findings.accepting.with(|accepting| accepting.as_ref() == Some(&key)))
    };
    Effect::new({
        let field = field.clone();
        move |_| {
            if is_open.get() {
                let field = field.clone();
                window::after(0, move || window::focus(&field));
            }
        }
    });
    let accept = {
        let (key, field) = (key.clone(), field.clone());
        move || {
            let text = reason.get_untracked().trim().to_owned();
            missing.set(text.is_empty());
            let Some((index, finding)) = findings.at(&key) else { return };
            if text.is_empty() {
                return window::focus(&field);
            }
            let accepted = Accepted { rule: finding.rule.to_owned(), at: finding.at, reason: text };
            if workspace.edit(vec![Edit::Accept(accepted)]).is_ok() {
                findings.accepting.set(None);
                workspace.toast(Toast::undoable(format!("Accepted: {}.", finding.title)));
                findings.focus_soon(index);
            }
        }
    };
    let start = key.clone();
    let cancel = {
        let key = key.clone();
        move |_| {
            findings.accepting.set(None);
            window::focus(&key);
        }
    };
    move || {
        if !is_open.get() {
            let key = start.clone();
            return view! {
                <div class="btns">
                    <button class="btn btn-s btn-line" type="button" on:click=move |_| findings.accepting.set(Some(key.clone()))>"Accept…"</button>
                    <span class="hint">"Keep it on purpose, with a reason."</span>
                </div>
            }
            .into_any();
        }
        let error = format!("{field}-error");
        let (submit, cancel) = (accept.clone(), cancel.clone());
        view! {
            <form class="field" on:submit=move |event: web_sys::SubmitEvent| { event.prevent_default(); submit(); }>
                <label for=field.clone()>"Why is it right here"</label>
                <textarea class="area" id=field.clone() required aria-describedby=error.clone() aria-invalid=move || missing.get().to_string()
                    prop:value=reason on:input=move |event: web_sys::Event| reason.set(event_target_value(&event))></textarea>
                <p class=move || if missing.get() { "error" } else { "hint" } id=error>
                    {move || if missing.get() { "Write the reason first. It goes into every export of the design." } else { "The reason goes into every export of the design." }}
                </p>
                <div class="btns">
                    <button class="btn btn-s btn-line" type="submit" formnovalidate>"Accept"</button>
                    <button class="btn btn-s" type="button" on:click=cancel>"Cancel"</button>
                </div>
            </form>
        }
        .into_any()
    }
}
