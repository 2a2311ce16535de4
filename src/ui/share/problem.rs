//! A problem type, as its URI promises: what happened, what to do, the standard, and the last such answer of this session.

use leptos::prelude::*;
use roundtrip::http::{json, status};
use roundtrip::mock::problem_kinds::{self, ProblemKind};
use roundtrip::mock::{Moment, Server};

use crate::browser::location;
use crate::ui::kit::Modal;
use crate::ui::workspace::workspace;

/// The dialog.
#[component]
pub fn ProblemDialog(kind: String) -> impl IntoView {
    let workspace = workspace();
    let close = Callback::new(move |()| {
        workspace.overlay.set(None);
        location::replace_fragment("");
    });
    let known = problem_kinds::find(&kind);
    let title = known.map_or_else(|| format!("No problem type is called {kind}"), |known| known.title().to_owned());
    let ending = format!("/{kind}");
    let last = workspace.traffic.with_untracked(|traffic| {
        let exchanges = traffic.iter().flat_map(|entry| entry.exchanges.iter().map(|exchange| (entry.number, exchange)));
        let mut found: Vec<_> = exchanges
            .filter_map(|(number, exchange)| {
                let body = exchange.response.body.json()?;
                let fits = body.get("type")?.as_str()?.ends_with(&ending);
                fits.then(|| (number, format!("{} {}", exchange.request.method, exchange.request.target), json::pretty(&body)))
            })
            .collect();
        roundtrip::order::by_key(&mut found, |(number, _, _)| *number);
        found.pop().map(|(_, request, body)| ("The last one here", request, body))
    });
    let last = last.or_else(|| known.and_then(|known| workspace.with_server(|server| made(server, known, workspace.now()))));
    view! {
        <Modal title=title class="dialog" on_close=close>
            <div class="dialog-b" tabindex="0" role="region" aria-label="Problem type">{content(known, last)}</div>
        </Modal>
    }
}

/// Where it comes from, its request, and its content.
type Example = (&'static str, String, String);

/// An example from a copy of the server, which nothing of is kept.
fn made(server: &Server, known: &ProblemKind, now: Moment) -> Option<Example> {
    let (exchange, is_prepared) = problem_kinds::example::find(server, known.kind, now)?;
    let title = if is_prepared { "How it would look in a design that has it" } else { "How this design answers, tried on a copy" };
    // Long targets are what some problems are about.
    let target: String = exchange.request.target.chars().take(200).collect();
    Some((title, format!("{} {target}", exchange.request.method), json::pretty(&exchange.response.body.json()?)))
}

/// What is known, and an example: its request and its content.
fn content(known: Option<&'static ProblemKind>, last: Option<Example>) -> impl IntoView {
    let text = known.map(|known| {
        view! {
            <p><code>{known.kind}</code>", usually "{status::line(known.status)}</p>
            <h3>"What happened"</h3><p>{known.what}</p>
            <h3>"What to do"</h3><p>{known.remedy}</p>
            <h3>"The standard"</h3><p>{known.spec}</p>
        }
    });
    let example = match last {
        Some((title, request, body)) => view! {
            <h3>{title}</h3><p><code>{request}</code></p>
            <pre class="raw" tabindex="0" role="region" aria-label="Example">{body}</pre>
        }
        .into_any(),
        None if known.is_some() => {
            view! { <p class="hint">"No answer of this session was one, and it takes more than one request to get one."</p> }.into_any()
        }
        None => view! { <p>"The design may have named it, or the link is mistyped."</p> }.into_any(),
    };
    view! { {text}{example} }
}
