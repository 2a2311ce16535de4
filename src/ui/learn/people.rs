//! The clients of a lab and the server: who they are, what they hold, and the buttons of what they do.

use leptos::prelude::*;
use roundtrip::design::Credential;
use roundtrip::labs::{Act, Run, seen_of};

use super::lab::{Bench, NEXT, is_by};
use crate::ui::kit::{Icon, StatusBadge};

/// A client.
#[component]
pub fn Person(
    /// Its name in the design.
    name: String,
    /// 0 for A, 1 for B.
    place: usize,
    /// Whether there is no other.
    alone: bool,
) -> impl IntoView {
    let bench: Bench = expect_context();
    let who = match (alone, place) {
        (true, _) => name.clone(),
        (false, 0) => format!("A · {name}"),
        (false, _) => format!("B · {name}"),
    };
    let about = {
        let name = name.clone();
        bench.see(|course| course.bench.design.client(&name).map(|client| about(client.origin.as_deref(), &client.credential, &client.roles)))
    };
    let (mine, owner) = (name.clone(), name.clone());
    view! {
        <section class="lab-side" aria-label=format!("Client {name}")>
            <h2>{who}</h2>
            <p class="hint">{about}</p>
            {move || last(bench, &mine)}
            <Buttons filter=move |act: &Act| is_by(act, &owner)/>
        </section>
    }
}

/// What happens to the server, to time, or to a message.
#[component]
pub fn ServerActs() -> impl IntoView {
    let bench: Bench = expect_context();
    let has_any = bench.see(|course| course.step().is_some_and(|step| step.acts.iter().any(|act| act.by().is_none())));
    has_any.then(|| view! { <section class="lab-server" aria-label="Server"><Buttons filter=|act: &Act| act.by().is_none()/></section> })
}

/// The buttons of some acts of the step, in order; the next one can be pressed.
#[component]
fn Buttons(filter: impl Fn(&Act) -> bool + Clone + Send + Sync + 'static) -> impl IntoView {
    let bench: Bench = expect_context();
    move || {
        let (acts, done) = bench.see(|course| (course.step().map(|step| step.acts.clone()).unwrap_or_default(), course.done.len()));
        let mine = acts.into_iter().enumerate().filter(|(_, act)| filter(act));
        mine.map(|(place, act)| {
            let (is_next, is_done) = (place == done, place < done);
            let class = if is_next { "btn btn-main" } else { "btn btn-line" };
            let detail = carries(&act);
            view! {
                <div class="lab-act">
                    <button class=class type="button" id=is_next.then_some(NEXT) aria-disabled=(!is_next).then_some("true") aria-describedby="lab-context"
                        on:click=move |_| if is_next { bench.press() }>
                        {is_done.then(|| view! { <Icon name="check" class="i-s"/><span class="vh">"Done: "</span> })}{act.label()}
                    </button>
                    {detail.map(|detail| view! { <pre class="lab-req" tabindex="0" role="group" aria-label="The request">{detail}</pre> })}
                </div>
            }
        })
        .collect_view()
    }
}

/// The request of an act as it is written, what was kept still by its name.
fn carries(act: &Act) -> Option<String> {
    match act {
        Act::Send { request, times, .. } if *times > 1 => Some(format!("{times} times\n{request}")),
        Act::Send { request, .. } => Some(request.clone()),
        _ => None,
    }
}

/// What the client got last.
fn last(bench: Bench, name: &str) -> AnyView {
    let run = bench.runs().into_iter().rfind(|run| run.by == name);
    let Some(run) = run else { return view! { <p class="hint">"It has sent nothing yet."</p> }.into_any() };
    let code: u16 = seen(&run, "status").and_then(|status| status.parse().ok()).unwrap_or_default();
    let tag = seen(&run, "header etag").filter(|tag| tag != "none");
    let got = if code == 0 { "no answer".to_owned() } else { String::new() };
    view! {
        <p class="lab-last">"Last answer "<StatusBadge status=code text=got class="st-plain"/>{tag.map(|tag| view! { " "<code>{tag}</code> })}</p>
    }
    .into_any()
}

/// What is seen of a run; nothing where it cannot be looked at.
pub fn seen(run: &Run, about: &str) -> Option<String> {
    seen_of(run, about).ok()
}

fn about(origin: Option<&str>, credential: &Credential, roles: &[String]) -> String {
    let place = origin.map_or_else(|| "A program".to_owned(), |origin| format!("A page from {origin}"));
    let shows = match credential {
        Credential::None => "shows no credential",
        Credential::Bearer(_) => "shows a token",
        Credential::ApiKey(_) => "shows a key",
        Credential::Password(_) => "signs in",
    };
    match roles {
        [] => format!("{place}, {shows}."),
        roles => format!("{place}, {shows}, role {}.", roles.join(", ")),
    }
}
