//! The catalogue of rules: searched by question or by words; each rule with why, advice, how it stands here, and its example.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::proofs;
use roundtrip::rules::{self, Audit, Lesson, Rule, Safety, TOPICS};

use super::detail::why;
use super::place::sentence;
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::{Overlay, Workspace, workspace};

/// The dialog, opened at a rule where one is named.
#[component]
pub fn Catalogue(
    /// The rule's id.
    at: Option<String>,
) -> impl IntoView {
    let workspace = workspace();
    let text = RwSignal::new(at.clone().unwrap_or_default());
    let question = RwSignal::new(None::<u8>);
    let found = Memo::new(move |_| text.with(|text| rules::look_up(question.get(), text).map(|(rule, _)| rule.id).collect::<Vec<_>>()));
    let count = move || match found.with(Vec::len) {
        0 => "No rule speaks of that. Try fewer words, or another question.".to_owned(),
        1 => "1 rule".to_owned(),
        count => format!("{count} rules"),
    };
    let choose = move |event: web_sys::Event| question.set(event_target_value(&event).parse().ok());
    let topics = TOPICS.iter().enumerate().map(|(number, topic)| {
        let label = if number == 0 { (*topic).to_owned() } else { format!("{number}. {topic}") };
        view! { <option value=number.to_string()>{label}</option> }
    });
    let list = move || {
        let open = at.clone();
        let rows = found.get().into_iter().filter_map(|id| rules::find(id).zip(rules::lesson(id)));
        rows.map(|(rule, lesson)| view! { <Entry rule lesson is_open=open.as_deref() == Some(rule.id)/> }).collect_view()
    };
    view! {
        <Modal title="Rules" class="dialog dialog-wide" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b" tabindex="0" role="region" aria-label="Rules">
                <div class="field">
                    <label for="rules-text">"Find a rule"</label>
                    <input class="input" id="rules-text" type="text" autofocus autocomplete="off" spellcheck="false" placeholder="lost update, RFC 9457, verb"
                        prop:value=text on:input=move |event: web_sys::Event| text.set(event_target_value(&event))/>
                </div>
                <div class="field">
                    <label for="rules-question">"Question of the guide"</label>
                    <select class="select" id="rules-question" on:change=choose>
                        <option value="">"Any"</option>
                        {topics.collect_view()}
                    </select>
                </div>
                <p class="hint" role="status">{count}</p>
                <div>{list}</div>
            </div>
        </Modal>
    }
}

/// A rule, folded until it is asked for.
#[component]
fn Entry(rule: &'static Rule, lesson: &'static Lesson, is_open: bool) -> impl IntoView {
    let workspace = workspace();
    let open = RwSignal::new(is_open);
    let toggle = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        open.update(|open| *open = !*open);
    };
    view! {
        <details class="group" open=move || open.get()>
            <summary on:click=toggle>
                <Icon name="chev"/><i class=super::row::shape(rule.severity) title=rule.severity.word()></i><h3>{rule.title}</h3>
                <span class="rule-id trunc">{rule.id}</span><span class="n">{rule.group.title()}</span>
            </summary>
            {move || open.get().then(|| inside(workspace, rule, lesson))}
        </details>
    }
}

/// What a rule teaches, how it stands in this design, and what it says of its example.
fn inside(workspace: Workspace, rule: &'static Rule, lesson: &'static Lesson) -> AnyView {
    let here = workspace.report.with_untracked(|report| {
        let result = report.rules.iter().find(|result| result.rule == rule.id);
        match result.map(|result| (result.sites, result.sites - result.passes)) {
            None => "Your profile leaves this rule out.".to_owned(),
            Some((0, _)) => "There is nothing in this design that it could judge.".to_owned(),
            Some((1, 0)) => format!("{}: it passes at the only site of this design.", rule.passes),
            Some((1, _)) => "It fails at the only site of this design.".to_owned(),
            Some((sites, 0)) => format!("{}: it passes at all {sites} sites of this design.", rule.passes),
            Some((sites, open)) => format!("It fails at {open} of {sites} sites of this design."),
        }
    });
    let bad = Arc::new((lesson.example.bad)());
    let findings = Audit::of(rule, &bad).findings().to_vec();
    let shown = findings.iter().find_map(|finding| proofs::prove(&bad, finding));
    let example = findings.into_iter().next().map(|finding| {
        let fix = finding.fix.map(|fix| {
            let safety = if fix.safety == Safety::Safe { "safe" } else { "review first" };
            format!("Fix: {} ({safety}).", fix.label)
        });
        let lines = shown.as_ref().map(
            |shown| view! { <pre class="raw" tabindex="0" role="region" aria-label="Shown by running it">{proofs::lines(shown).join("\n")}</pre> },
        );
        view! { <p>{sentence(&finding.message)}" "{fix}</p>{lines} }
    });
    let try_it = move |_| {
        workspace.overlay.set(None);
        workspace.open((lesson.example.bad)());
    };
    view! {
        <div class="finding">
            {why(rule)}
            <section><h4>"Here"</h4><p>{here}</p></section>
            <section><h4>"On its bad example"</h4>{example}</section>
            <section><h4>"Weight"</h4><p>{format!("{}, weight {}.", rule.severity.word(), rule.weight)}</p></section>
            <div class="btns">
                <button class="btn btn-s btn-line" type="button" aria-label=format!("Open the bad example: {}", rule.title) on:click=try_it>"Open the bad example"</button>
            </div>
        </div>
    }
    .into_any()
}

/// Whichever of the dialogs about rules is open.
#[component]
pub fn Dialogs() -> impl IntoView {
    let workspace = workspace();
    move || match workspace.overlay.get() {
        Some(Overlay::Rules(at)) => view! { <Catalogue at/> }.into_any(),
        Some(Overlay::Constraints) => view! { <super::constraints::Constraints/> }.into_any(),
        Some(Overlay::SafeFixes) => view! { <super::safe_fixes::SafeFixes/> }.into_any(),
        _ => ().into_any(),
    }
}
