//! One finding as a row: shape, title, place, what it costs, and its fix.

use leptos::{ev::KeyboardEvent, prelude::*};
use roundtrip::design::words::numbers::tenths;
use roundtrip::rules::{Safety, Severity};
use wasm_bindgen::JsCast;

use super::findings::{Findings, Row};
use super::place::{Place, sentence};
use crate::ui::commands::is_off;
use crate::ui::parts::later;
use crate::ui::toasts::show_row;
use crate::ui::workspace::{Workspace, workspace};

/// A row with what opens under it.
#[component]
pub fn FindingRow(
    /// The finding and its name.
    row: Row,
) -> impl IntoView {
    let workspace = workspace();
    let findings: Findings = expect_context();
    let Row { key, finding } = row;
    let now = findings.finding(key.clone());
    let is_open = Memo::new({
        let key = key.clone();
        move |_| findings.open.with(|open| open.as_ref() == Some(&key))
    });
    let toggle = {
        let key = key.clone();
        move || findings.open.update(|open| *open = if open.as_ref() == Some(&key) { None } else { Some(key.clone()) })
    };
    let on_key = {
        let (key, toggle) = (key.clone(), toggle.clone());
        move |event: KeyboardEvent| on_key(&event, workspace, findings, &key, &toggle)
    };
    let fix = {
        let (key, title) = (key.clone(), finding.title);
        move || {
            let (safety, obstructed) = now.with(|finding| {
                let finding = finding.as_ref();
                (
                    finding.and_then(|finding| finding.fix.as_ref().map(|fix| (fix.safety, fix.label.clone()))),
                    finding.is_some_and(|finding| finding.obstacle.is_some()),
                )
            });
            let (word, about) = match safety {
                Some((Safety::Safe, label)) => ("Fix", format!("{label}. No client can notice.")),
                Some((Safety::ReviewFirst, label)) => ("Fix", format!("{label}. A client may notice: review it first.")),
                None if obstructed => ("Show both", "A fix would make what exists already.".to_owned()),
                None => return view! { <span class="by-hand" title="There are several ways; open the row for advice.">"by hand"</span> }.into_any(),
            };
            let key = key.clone();
            let press = move |_| if obstructed { show_row(findings.open, &key) } else { super::fix(workspace, findings, &key) };
            view! { <button class="btn btn-s btn-line" type="button" aria-label=format!("{word}: {title}") title=about on:click=press>{word}</button> }.into_any()
        }
    };
    let place = finding.at.clone();
    let message = move || now.with(|finding| finding.as_ref().map(|finding| finding.message.clone()));
    let points = Memo::new(move |_| now.with(|finding| finding.as_ref().map(|finding| points(finding.points)).unwrap_or_default()));
    let panel = format!("{key}-detail");
    view! {
        <li on:keydown=on_key>
            <div class="issue" class:is-open=move || is_open.get()>
                <i class=shape(finding.severity) title=finding.severity.word()></i>
                <div class="trunc">
                    <h3>
                        <button class="issue-open trunc" type="button" id=key.clone() aria-controls=panel.clone()
                            aria-expanded=move || is_open.get().to_string() on:click=move |_| toggle()>
                            <span class="vh">{format!("{}: ", finding.severity.word())}</span>{finding.title}
                        </button>
                        <span class="rule-id trunc">{finding.rule}</span>
                    </h3>
                    <p title=message><Place at=place/><span class="trunc">{move || message().map(|text| sentence(&text))}</span></p>
                </div>
                <span class="gain num"><span aria-hidden="true">{move || format!("+{}", points.get())}</span><span class="vh">{move || format!("Worth {} points", points.get())}</span></span>
                {fix}
            </div>
            <div id=panel>{move || is_open.get().then(|| { let key = key.clone(); later(workspace.parts.review, move |review| (review.finding)(key.clone(), now)) })}</div>
        </li>
    }
}

/// Points with one decimal where they are few.
pub fn points(points: f32) -> String {
    if points >= 2.95 { (points.round() as i32).to_string() } else { tenths(f64::from(points)) }
}

/// The class of a severity's shape and colour.
pub fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "sev sev-5",
        Severity::Warning => "sev",
        Severity::Hint => "sev sev-3",
    }
}

/// Moves the focus to an element.
pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Arrows walk between rows, X applies the fix, A asks for the reason to accept, Escape closes.
fn on_key(event: &KeyboardEvent, workspace: Workspace, findings: Findings, key: &str, toggle: &impl Fn()) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let writes = target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
    let is_open = findings.open.with_untracked(|open| open.as_deref() == Some(key));
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    match event.key().as_str() {
        "Escape" if is_open => {
            toggle();
            findings.accepting.set(None);
            crate::browser::window::focus(key);
        }
        _ if writes || is_off(event) => return,
        "ArrowDown" => walk(event, |row| row.next_element_sibling()),
        "ArrowUp" => walk(event, |row| row.previous_element_sibling()),
        "x" | "X" => super::fix(workspace, findings, key),
        "a" | "A" => {
            findings.open.set(Some(key.to_owned()));
            findings.accepting.set(Some(key.to_owned()));
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn walk(event: &KeyboardEvent, step: fn(&web_sys::Element) -> Option<web_sys::Element>) {
    let row = event.current_target().and_then(|row| row.dyn_into::<web_sys::Element>().ok());
    if let Some(title) = row.and_then(|row| step(&row)?.query_selector(".issue-open").ok().flatten()) {
        focus(&title);
    }
}
