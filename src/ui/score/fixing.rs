//! Applying fixes: one, or every safe one. Each is one step of undo, and says what it gained or what stands in its way.

use roundtrip::rules::{self, Fix};

use super::findings::Findings;
use super::place::name;
use crate::browser::window;
use crate::ui::toasts::Toast;
use crate::ui::workspace::Workspace;

/// Applies the fix of a row, or every safe fix.
pub fn fix(workspace: Workspace, row: Option<(Findings, String)>) {
    match row {
        Some((findings, key)) => one(workspace, findings, &key),
        None => all_safe(workspace),
    }
}

/// Applies the fix of a row and leaves the focus on the row that takes its place.
fn one(workspace: Workspace, findings: Findings, key: &str) {
    let Some((index, finding)) = findings.at(key) else { return };
    match (&finding.fix, &finding.obstacle) {
        (Some(fix), _) => {
            apply(workspace, finding.title, fix);
            findings.focus_soon(index);
        }
        (None, Some(at)) => {
            let there = workspace.design.with_untracked(|design| name(design, at));
            workspace.toast(Toast::in_the_way(format!("Could not apply: {there} exists already."), findings.open, key));
        }
        (None, None) => workspace.toast(Toast::said(format!("{} has no fix that a machine can apply.", finding.title))),
    }
}

fn apply(workspace: Workspace, title: &str, fix: &Fix) {
    let before = score(workspace);
    match workspace.carry_out(format!("Fix: {title}"), &fix.edits, None) {
        Ok(()) => workspace.toast(Toast::undoable(gain_text(&format!("Fixed: {title}."), before, score(workspace)))),
        Err(error) => workspace.toast(Toast::error(format!("Could not apply: {error}"))),
    }
}

fn all_safe(workspace: Workspace) {
    window::focus("t-score");
    let (_, applied) = workspace.design.with_untracked(|design| rules::apply_safe_fixes_by(design, workspace.rules()));
    if applied.is_empty() {
        return;
    }
    let (before, offered) = (score(workspace), workspace.report.with_untracked(|report| report.safe().count()));
    let count = applied.len();
    let fixes = if count == 1 { "fix" } else { "fixes" };
    let edits = applied.iter().flat_map(|fix| fix.edits.clone()).collect();
    if workspace.edit_as(format!("Apply {count} safe {fixes}"), edits, None).is_ok() {
        let more = count.checked_sub(offered).filter(|more| *more > 0).map(|more| format!(", {more} of them made possible by the others"));
        let done = format!("Applied {count} safe {fixes}{}.", more.unwrap_or_default());
        workspace.toast(Toast::undoable(gain_text(&done, before, score(workspace))));
    }
}

fn score(workspace: Workspace) -> Option<f32> {
    workspace.report.with_untracked(|report| report.score)
}

fn gain_text(done: &str, before: Option<f32>, after: Option<f32>) -> String {
    match before.zip(after) {
        Some((before, after)) => format!("{done} Score {}, {:+}.", after.round() as i32, (after.round() - before.round()) as i32),
        None => done.to_owned(),
    }
}
