//! What the request means: what its method promises, what the endpoint may answer, and what is worth trying next.

use leptos::prelude::*;
use roundtrip::design::answers::{self, Answer};
use roundtrip::http::{method, status};

use super::guard::RetryGuard;
use super::made;
use super::provoke::load_request_for;
use super::try_next::TryNext;
use crate::ui::kit::status_class;
use crate::ui::workspace::workspace;

/// Facts about the request in the making.
#[component]
pub fn Meaning() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let promise = Memo::new(move |_| {
        draft.method.with(|text| method::parse(text.trim()).map(|method| (method::is_safe(&method), method::is_idempotent(&method))))
    });
    let chips = move || {
        let chip = |text: &'static str, title: &'static str| view! { <span class="chip chip-line" title=title>{text}</span> };
        match promise.get() {
            None => chip("no method name", "A method is a token, such as GET (RFC 9110 section 9.1)").into_any(),
            Some((safe, idempotent)) => view! {
                {match safe {
                    true => chip("safe", "It asks for no change (RFC 9110 section 9.2.1)"),
                    false => chip("unsafe", "It may change something (RFC 9110 section 9.2.1)"),
                }}
                {match idempotent {
                    true => chip("idempotent", "Sending it twice means the same as once: it can be retried (RFC 9110 section 9.2.2)"),
                    false => chip("not idempotent", "Sending it twice may do it twice (RFC 9110 section 9.2.2)"),
                }}
            }
            .into_any(),
        }
    };
    view! {
        <div class="sem"><dl>
            <dt>{move || format!("{} is", draft.method.get())}</dt><dd>{chips}</dd>
            <dt>"Retry guard"</dt><dd><RetryGuard/></dd>
            <dt>"May answer"</dt><dd><MayAnswer/></dd>
            <dt>"Try next"</dt><dd><TryNext/></dd>
        </dl></div>
    }
}

/// The statuses that the endpoint can give. Pressing one says when, and loads a request that gets it if one is found.
#[component]
fn MayAnswer() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let made = made();
    let answers = Memo::new(move |_| {
        let endpoint = made.endpoint.get();
        workspace.design.with(|design| match &endpoint {
            Some(endpoint) => answers::expected(design, endpoint),
            None => vec![unknown(draft.target.with(|target| {
                let target = roundtrip::http::Target::parse(target).ok();
                let routes = roundtrip::mock::routes::Routes::new(design);
                target.is_some_and(|target| !routes.at(&target.segments).is_empty())
            }))],
        })
    });
    let all = RwSignal::new(false);
    let said = RwSignal::new(None::<String>);
    let press = move |answer: &Answer| {
        let loaded = made.endpoint.get_untracked().is_some_and(|endpoint| load_request_for(workspace, &endpoint, answer.status));
        let then = if loaded { "Such a request is loaded: send it." } else { "" };
        said.set(Some(format!("{}: {}. {then}", status::line(answer.status), answer.when)));
    };
    view! {
        {move || {
            let answers = answers.get();
            let common = answers.iter().filter(|answer| answer.common).count();
            let shown = answers.into_iter().filter(|answer| all.get() || !answer.common);
            let badges = shown.map(|answer| {
                let class = format!("{} st-plain st-b", status_class(answer.status));
                let title = format!("{}: {}", status::line(answer.status), answer.when);
                let code = answer.status;
                view! { <button type="button" class=class title=title.clone() aria-label=title on:click=move |_| press(&answer)>{code}</button> }
            }).collect_view();
            view! {
                {badges}
                {(common > 0).then(|| view! {
                    <button type="button" class="btn-text small" aria-expanded=move || all.get().to_string()
                        on:click=move |_| all.update(|all| *all = !*all)>{move || if all.get() { "less".to_owned() } else { format!("+{common}") }}<span class="vh">" of the statuses that every endpoint can give"</span></button>
                })}
            }
        }}
        <span class="sem-why" role="status">{move || said.get()}</span>
    }
}

fn unknown(path_known: bool) -> Answer {
    match path_known {
        true => Answer { status: 405, when: "the path is known, the method is not".to_owned(), common: false },
        false => Answer { status: 404, when: "no endpoint has this path".to_owned(), common: false },
    }
}
