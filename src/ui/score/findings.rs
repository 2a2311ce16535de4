//! The open findings, the costliest first, with one tab stop per control and arrows between rows.

use leptos::{html, prelude::*};
use roundtrip::design::Pointer;
use roundtrip::rules::{Finding, Report};

use super::row::FindingRow;
use crate::browser::window;
use crate::ui::workspace::workspace;

/// A finding with a name that stays while the finding does.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// Rule, place, and a number where a rule has several findings at a place; fit for an id.
    pub key: String,
    /// The finding.
    pub finding: Finding,
}

/// How many rows are drawn at first, and how many more with each press. A list of a thousand would slow every keystroke down, and
/// the costliest come first.
const SHOWN: usize = 150;

/// What the rows share.
#[derive(Clone, Copy)]
pub struct Findings {
    /// The rows that are drawn, in order.
    pub rows: Memo<Vec<Row>>,
    /// The row that is open.
    pub open: RwSignal<Option<String>>,
    /// The row whose reason is being written.
    pub accepting: RwSignal<Option<String>>,
    list: NodeRef<html::Ol>,
}

impl Findings {
    /// The finding of a row, for as long as it is open.
    pub fn finding(self, key: String) -> Memo<Option<Finding>> {
        Memo::new(move |_| self.rows.with(|rows| rows.iter().find(|row| row.key == key).map(|row| row.finding.clone())))
    }

    /// The row of this name and its place in the list.
    pub fn at(self, key: &str) -> Option<(usize, Finding)> {
        self.rows.with_untracked(|rows| rows.iter().enumerate().find(|(_, row)| row.key == key).map(|(index, row)| (index, row.finding.clone())))
    }

    /// Focuses the row at this place once the list shows what has changed.
    pub fn focus_soon(self, index: usize) {
        window::after(0, move || {
            let count = self.rows.try_with_untracked(Vec::len).unwrap_or_default();
            let place = format!("li:nth-child({}) .issue-open", (index + 1).min(count));
            let title = self.list.get_untracked().and_then(|list| list.query_selector(&place).ok().flatten());
            match title {
                Some(title) => super::row::focus(&title),
                None => window::focus("t-score"),
            }
        });
    }
}

/// The list.
#[component]
pub fn FindingList() -> impl IntoView {
    let workspace = workspace();
    let most = RwSignal::new(SHOWN);
    let findings = Findings {
        rows: Memo::new(move |_| workspace.report.with(|report| rows(report, most.get()))),
        open: RwSignal::new(None),
        accepting: RwSignal::new(None),
        list: NodeRef::new(),
    };
    provide_context(findings);
    let none = Memo::new(move |_| findings.rows.with(Vec::is_empty));
    let more = Memo::new(move |_| workspace.report.with(|report| report.findings.len()).saturating_sub(most.get()));
    let show_more = move |_| {
        let first = most.get_untracked();
        most.set(first + SHOWN);
        findings.focus_soon(first);
    };
    view! {
        <ol class="issues" aria-label="To fix, biggest gain first" node_ref=findings.list hidden=move || none.get()>
            <For each=move || findings.rows.get() key=|row| row.key.clone() let:row><FindingRow row/></For>
        </ol>
        {move || none.get().then(|| view! { <p class="all-pass">"Every rule that applies passes."</p> })}
        {move || (more.get() > 0).then(|| view! {
            <p class="all-pass"><button class="btn btn-s btn-line" type="button" on:click=show_more>{move || format!("Show {} of {} more", more.get().min(SHOWN), more.get())}</button></p>
        })}
    }
}

fn rows(report: &Report, most: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for finding in report.findings.iter().take(most) {
        let name = key(finding.rule, &finding.at);
        let same = rows.iter().filter(|row| row.finding.rule == finding.rule && row.finding.at == finding.at).count();
        rows.push(Row { key: if same == 0 { name } else { format!("{name}-{same}") }, finding: finding.clone() });
    }
    rows
}

fn key(rule: &str, at: &Pointer) -> String {
    format!("finding-{rule}{at}").chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}
