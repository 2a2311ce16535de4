//! What opens under a finding: where, why, how a fix changes the design, and what the finding costs.

use leptos::prelude::*;
use roundtrip::design::words::numbers::tenths;
use roundtrip::rules::{self, Evidence, Finding, Fix, Report, Rule, Safety};

use super::accept::Accept;
use super::diff;
use super::findings::Findings;
use super::place::{Place, go, name, sentence};
use crate::ui::workspace::{Overlay, workspace};

/// At most this many lines of a difference are shown.
const LINES: usize = 16;

/// The opened finding.
#[component]
pub fn Detail(
    /// The row's name.
    key: String,
    /// The finding.
    finding: Memo<Option<Finding>>,
) -> impl IntoView {
    let workspace = workspace();
    let findings: Findings = expect_context();
    let apply = key.clone();
    let accept = key.clone();
    view! {
        <div class="finding">
            {move || finding.get().map(|finding| {
                let key = apply.clone();
                let (rule, about) = (finding.rule, format!("Look up the rule: {}", finding.title));
                let sum = workspace.report.with_untracked(|report| arithmetic(report, &finding));
                view! {
                    <Where finding=finding.clone()/>
                    <Shown finding=finding.clone()/>
                    {rules::find(finding.rule).map(why)}
                    <div class="btns">
                        <button class="btn btn-s" type="button" aria-label=about
                            on:click=move |_| workspace.overlay.set(Some(Overlay::Rules(Some(rule.to_owned()))))>"Look up the rule"</button>
                    </div>
                    {finding.fix.clone().map(|fix| view! {
                        <FixSection fix/>
                        <div class="btns">
                            <button class="btn btn-s btn-line" type="button" aria-label=format!("Apply this fix: {}", finding.title)
                                on:click=move |_| super::fix(workspace, findings, &key)>"Apply this fix"</button>
                        </div>
                    })}
                    <section><h4>"What it costs"</h4><p>{sum}</p></section>
                }
            })}
            <Accept key=accept/>
        </div>
    }
}

/// Every place of the finding, to be pressed.
#[component]
fn Where(finding: Finding) -> impl IntoView {
    let workspace = workspace();
    let mut places = finding.evidence;
    if let Some(at) = finding.obstacle {
        places.retain(|evidence| evidence.at != at);
        places.push(Evidence { at, saw: "stands where a fix would lead".into() });
    }
    if places.iter().all(|evidence| evidence.at != finding.at) {
        places.insert(0, Evidence { at: finding.at, saw: "".into() });
    }
    let places = places.into_iter().map(|Evidence { at, saw }| {
        let label = workspace.design.with_untracked(|design| name(design, &at));
        let saw = if saw == label || saw == at.breadcrumb() { String::new() } else { saw.into_owned() };
        let target = at.clone();
        view! { <li><button class="chip chip-b" type="button" title="Show it in the design" on:click=move |_| go(workspace, &target)><Place at/></button>{saw}</li> }
    });
    view! {
        <section>
            <h4>"Where"</h4>
            <p>{sentence(&finding.message)}</p>
            <ul class="where">{places.collect_view()}</ul>
        </section>
    }
}

/// The proof, as soon as what shows it is there.
#[component]
fn Shown(finding: Finding) -> impl IntoView {
    let workspace = workspace();
    crate::ui::parts::later(workspace.parts.proofs, move |draw| draw(finding.clone()))
}

/// Why a rule is one, what to do, and where to read on.
pub fn why(rule: &'static Rule) -> impl IntoView {
    let questions: Vec<String> =
        rule.question.iter().map(|number| if *number == 0 { "common mistakes".to_owned() } else { format!("question {number}") }).collect();
    let lesson = rules::lesson(rule.id);
    let guide = (!questions.is_empty()).then(|| format!("Guide: {}. ", questions.join(", ")));
    let sources = lesson.map(|lesson| lesson.sources).unwrap_or_default().iter().map(|source| match address(source) {
        Some(address) => view! { <a href=address target="_blank" rel="noreferrer">{*source}</a>" " }.into_any(),
        None => view! { <span>{*source}</span>" " }.into_any(),
    });
    view! {
        <section>
            <h4>"Why"</h4>
            {lesson.map(|lesson| view! { <p>{sentence(lesson.why)}</p><p>{sentence(lesson.advice)}</p> })}
            <p class="sources">{guide}{sources.collect_view()}</p>
        </section>
    }
}

/// Where a source can be read: `RFC 9110 section 15.5.6`.
fn address(source: &str) -> Option<String> {
    let rest = source.strip_prefix("RFC ")?;
    let (number, section) = rest.split_once(" section ").unwrap_or((rest, ""));
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit() || digit == '.');
    match (is_number(number), is_number(section)) {
        (true, true) => Some(format!("https://www.rfc-editor.org/rfc/rfc{number}#section-{section}")),
        (true, false) => Some(format!("https://www.rfc-editor.org/rfc/rfc{number}")),
        _ => None,
    }
}

/// The finding's cost, so that anyone can redo it.
fn arithmetic(report: &Report, finding: &Finding) -> String {
    let Some(result) = report.rules.iter().find(|result| result.rule == finding.rule) else { return String::new() };
    let weights: u32 = report.rules.iter().filter(|result| result.sites > 0).map(|result| u32::from(result.weight)).sum();
    let (weight, sites, open) = (result.weight, result.sites, result.sites - result.passes);
    let sites = if sites == 1 { "the only site".to_owned() } else { format!("{open} of {sites} sites") };
    let fail = if open == 1 { "fails" } else { "fail" };
    format!(
        "Weight {weight} of {weights} in all, {sites} {fail}. Each costs 100 × {weight} ÷ ({} × {weights}) = {} points.",
        result.sites,
        tenths(f64::from(finding.points))
    )
}

fn signed(gain: f32) -> String {
    let sign = if gain < 0.0 { "" } else { "+" };
    format!("{sign}{}", tenths(f64::from(gain)))
}

/// What the fix does, to the design and to the score.
#[component]
fn FixSection(fix: Fix) -> impl IntoView {
    let workspace = workspace();
    let design = workspace.design.get_untracked();
    let mut mended = (*design).clone();
    let lines = match mended.apply_all(&fix.edits) {
        Ok(_) => diff::lines(&design, &mended),
        Err(error) => return view! { <section><h4>"Fix"</h4><p>{format!("It cannot be applied now: {error}")}</p></section> }.into_any(),
    };
    let gain = rules::gain_by(&design, &fix, workspace.rules());
    let score = workspace
        .report
        .with_untracked(|report| report.score)
        .map(|score| format!("Score {} to {}, {}.", tenths(f64::from(score)), tenths(f64::from(score + gain)), signed(gain)));
    let safety = match fix.safety {
        Safety::Safe => "Safe: every request that succeeds today still succeeds.",
        Safety::ReviewFirst => "Review first: a client of the API may notice.",
    };
    let more = lines.len().saturating_sub(LINES);
    let lines = lines.into_iter().take(LINES).map(|line| {
        let spoken = match line.class {
            "del" => "Before: ",
            "add" => "After: ",
            _ => "",
        };
        view! { <li class=line.class><span class="vh">{spoken}</span>{line.text}</li> }
    });
    view! {
        <section>
            <h4>{format!("Fix: {}", fix.label)}</h4>
            <p>{safety}" "{score}</p>
            <ol class="diff" aria-label="Before and after" tabindex="0">{lines.collect_view()}</ol>
            {(more > 0).then(|| view! { <p class="hint">{format!("{more} more lines change.")}</p> })}
        </section>
    }
    .into_any()
}
