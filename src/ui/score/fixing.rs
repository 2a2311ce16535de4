//! Applying the fix of a finding: one step of undo, and a word on what it gained or what stands in its way.

use roundtrip::rules::Fix;

use super::findings::Findings;
use super::place::name;
use crate::ui::toasts::Toast;
use crate::ui::workspace::Workspace;

/// Applies the fix of a row and leaves the focus on the row that takes its place.
pub fn fix(workspace: Workspace, findings: Findings, key: &str) {
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

/// The score now.
pub fn score(workspace: Workspace) -> Option<f32> {
    workspace.report.with_untracked(|report| report.score)
}

/// What was done, and what it makes of the score, in the whole numbers of the ring.
pub fn gain_text(done: &str, before: Option<f32>, after: Option<f32>) -> String {
    match before.map(shown).zip(after.map(shown)) {
        Some((before, after)) => format!("{done} Score {after}, {:+}.", after - before),
        None => done.to_owned(),
    }
}

fn shown(score: f32) -> i32 {
    super::overview::whole(score) as i32
}
