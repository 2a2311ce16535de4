//! The server's policies in short: a fact for each, and the way to change it.

use leptos::prelude::*;
use roundtrip::design::Concern;
use roundtrip::design::policy::{Algorithm, ErrorShape, IfMatch, KeyUse, Origins, Pages, Policies, Required, Validator};

use crate::ui::kit::Icon;
use crate::ui::workspace::{Overlay, workspace};

/// What the list shows: the concern and the words for it.
const SHOWN: &[(Concern, &str)] = &[
    (Concern::Cors, "CORS"),
    (Concern::Authentication, "Authentication"),
    (Concern::Validation, "Validation"),
    (Concern::Errors, "Errors"),
    (Concern::Pagination, "Pages"),
    (Concern::Caching, "ETag"),
    (Concern::Concurrency, "If-Match"),
    (Concern::Idempotency, "Idempotency"),
    (Concern::RateLimits, "Rate limits"),
];

/// The list at the foot of the tree.
#[component]
pub fn PolicyList() -> impl IntoView {
    let workspace = workspace();
    let policies = Memo::new(move |_| workspace.design.with(|design| std::sync::Arc::clone(&design.policies)));
    let records = move || {
        workspace.records.track();
        format!("{} records", workspace.with_server(|server| server.store().total()))
    };
    view! {
        <div class="side-h">
            <h3 id="tree-policies">"Server policies"</h3>
            <button type="button" class="btn btn-s btn-icon" aria-label="Edit server policies" aria-haspopup="dialog"
                on:click=move |_| workspace.overlay.set(Some(Overlay::Policies(None)))><Icon name="dots"/></button>
        </div>
        <ul class="pol" aria-labelledby="tree-policies">
            {SHOWN.iter().map(|(concern, words)| {
                let fact = Memo::new(move |_| policies.with(|policies| fact(policies, *concern)));
                view! {
                    <li><button type="button" aria-haspopup="dialog" on:click=move |_| workspace.overlay.set(Some(Overlay::Policies(Some(*concern))))>
                        <i class=move || if fact.with(|fact| fact.0) { "on" } else { "off" }></i>{*words}" "<span class="trunc">{move || fact.with(|fact| fact.1.clone())}</span>
                    </button></li>
                }
            }).collect_view()}
            <li><button type="button" aria-haspopup="dialog" on:click=move |_| workspace.overlay.set(Some(Overlay::Data(0)))>
                <i class="on"></i>"Data and clock "<span class="trunc">{records}</span>
            </button></li>
        </ul>
    }
}

/// Whether a policy does anything, and what, in a few words.
fn fact(policies: &Policies, concern: Concern) -> (bool, String) {
    let said = |on: bool, text: &str| (on, text.to_owned());
    match concern {
        Concern::Cors => match &policies.cors.origins {
            Origins::None => said(false, "no origin"),
            Origins::List(origins) if origins.len() == 1 => said(true, "1 origin"),
            Origins::List(origins) => (!origins.is_empty(), format!("{} origins", origins.len())),
            Origins::Any => said(true, "any origin"),
            Origins::Reflected => said(true, "echoes the origin"),
        },
        Concern::Authentication => {
            let authentication = &policies.authentication;
            let schemes = [(authentication.bearer, "bearer"), (authentication.api_key.is_some(), "API key")];
            let schemes: Vec<&str> = schemes.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
            match authentication.required {
                Required::Never => said(false, "off"),
                _ if schemes.is_empty() => said(true, "no scheme"),
                _ => (true, schemes.join(", ")),
            }
        }
        Concern::Validation => (true, format!("{}{}", policies.validation.status, if policies.validation.pointers { ", names fields" } else { "" })),
        Concern::Errors => match policies.errors.shape {
            ErrorShape::ProblemDetails => said(true, "problem+json"),
            ErrorShape::AdHoc => said(true, "ad hoc"),
            ErrorShape::OkWithError => said(true, "200 with error"),
            ErrorShape::StackTrace => said(true, "stack trace"),
        },
        Concern::Pagination => match policies.pagination.pages {
            Pages::None => said(false, "all at once"),
            Pages::Offset => (true, format!("offset, {} each", policies.pagination.default_limit)),
            Pages::Cursor => (true, format!("cursor, {} each", policies.pagination.default_limit)),
        },
        Concern::Caching => match policies.caching.validator {
            Validator::None => said(false, "off"),
            Validator::Strong => said(true, "strong"),
            Validator::Weak => said(true, "weak"),
        },
        Concern::Concurrency => match policies.concurrency.if_match {
            IfMatch::Ignored => said(false, "ignored"),
            IfMatch::Honoured => said(true, "checked"),
            IfMatch::Required => said(true, "required"),
        },
        Concern::Idempotency => match policies.idempotency.key {
            KeyUse::Off => said(false, "no key"),
            KeyUse::Ignored => said(false, "key passed over"),
            KeyUse::Honoured => said(true, "key honoured"),
            KeyUse::Required => said(true, "key required"),
        },
        Concern::RateLimits => match policies.rate_limits.algorithm {
            Algorithm::None => said(false, "no limit"),
            _ => (true, format!("{} in {} s", policies.rate_limits.limit, policies.rate_limits.window)),
        },
        other => said(true, other.title()),
    }
}
