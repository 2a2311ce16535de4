//! Below the open findings, folded: what was accepted, what passes, what does not apply.

use leptos::prelude::*;
use roundtrip::design::Edit;
use roundtrip::rules::{RuleResult, State};

use super::place::Place;
use crate::ui::kit::Icon;
use crate::ui::toasts::Toast;
use crate::ui::workspace::workspace;

/// The folded groups.
#[component]
pub fn Settled() -> impl IntoView {
    view! { <Accepted/><Rules title="Passed" state=State::Pass/><Rules title="Not applicable" state=State::NotApplicable/> }
}

#[component]
fn Accepted() -> impl IntoView {
    let workspace = workspace();
    let accepted = Memo::new(move |_| workspace.report.with(|report| report.accepted.clone()));
    let reopen = move |rule: &str, at: &roundtrip::design::Pointer, title: &str| {
        if workspace.edit(vec![Edit::Unaccept { rule: rule.to_owned(), at: at.clone() }]).is_ok() {
            workspace.toast(Toast::undoable(format!("Open again: {title}.")));
            crate::browser::window::focus("t-score");
        }
    };
    let list = move || {
        accepted.get().into_iter().map(|accepted| {
            let (finding, reason) = (accepted.finding, accepted.reason);
            let (rule, at, title) = (finding.rule, finding.at.clone(), finding.title);
            view! {
                <li class="rule">
                    <i class=super::row::shape(finding.severity) aria-hidden="true"></i>
                    <div class="trunc">
                        <h3>{title}<span class="rule-id trunc">{rule}</span></h3>
                        <p><Place at=finding.at.clone()/></p>
                        <p class="reason">{reason}</p>
                    </div>
                    <button class="btn btn-s btn-line" type="button" aria-label=format!("Reopen: {title}") on:click=move |_| reopen(rule, &at, title)>"Reopen"</button>
                </li>
            }
        }).collect_view()
    };
    let count = Memo::new(move |_| accepted.with(Vec::len));
    move || {
        (count.get() > 0).then(|| {
            view! {
                <details class="group">
                    <summary><Icon name="chev"/>"Accepted"<span class="n num">{count}</span></summary>
                    <ul class="rules">{list}</ul>
                </details>
            }
        })
    }
}

#[component]
fn Rules(title: &'static str, state: State) -> impl IntoView {
    let workspace = workspace();
    let rules = Memo::new(move |_| {
        workspace.report.with(|report| report.rules.iter().filter(|rule| rule.state == state).cloned().collect::<Vec<RuleResult>>())
    });
    // More than a hundred rows that few look at: drawn as soon as somebody does.
    let opened = RwSignal::new(false);
    let list = move || {
        let rules = if opened.get() { rules.get() } else { Vec::new() };
        rules
            .into_iter()
            .map(|rule| {
                let sites = match rule.sites {
                    0 => "nothing to look at".to_owned(),
                    1 => "1 site".to_owned(),
                    sites => format!("{sites} sites"),
                };
                view! {
                    <li class="rule">
                        <Icon name=if state == State::Pass { "check" } else { "minus" }/>
                        <h3>{rule.title}<span class="rule-id trunc">{rule.rule}</span></h3>
                        <span class="gain num">{sites}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <details class="group" on:toggle=move |_| opened.set(true)>
            <summary><Icon name="chev"/>{title}<span class="n num">{move || rules.with(Vec::len)}</span></summary>
            <ul class="rules">{list}</ul>
        </details>
    }
}
