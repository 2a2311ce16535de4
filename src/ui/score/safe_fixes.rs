//! What «Apply safe fixes» would do, to be read before it is done: every fix, and the score it leads to.

use leptos::prelude::*;
use roundtrip::design::Edit;
use roundtrip::rules::{self, AppliedFix};

use super::fixing::{gain_text, score};
use super::place::Place;
use crate::browser::window;
use crate::ui::kit::{Icon, Modal};
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

/// The dialog. What one fix makes possible for another is in the list too.
#[component]
pub fn SafeFixes() -> impl IntoView {
    let workspace = workspace();
    let design = workspace.design.get_untracked();
    let (mended, applied) = rules::apply_safe_fixes_by(&design, workspace.rules());
    let close = Callback::new(move |()| workspace.overlay.set(None));
    let count = applied.len();
    if count == 0 {
        return view! {
            <Modal title="Safe fixes" on_close=close>
                <div class="dialog-b"><p>"No finding has a fix that no client can notice. Each of the others is in its row, to be looked at first."</p></div>
            </Modal>
        }
        .into_any();
    }
    let after = rules::Report::of(&mended, workspace.rules()).score;
    let leads = gain_text("", score(workspace), after);
    let label = named(count);
    let applied = StoredValue::new(applied);
    let row = |fix: &AppliedFix| {
        let title = rules::find(fix.rule).map_or(fix.rule, |rule| rule.title);
        view! { <li class="rule"><Icon name="check"/><div class="trunc"><h3>{title}</h3><p><Place at=fix.at.clone()/><span>{fix.label.clone()}</span></p></div></li> }
    };
    let apply = move |_| {
        workspace.overlay.set(None);
        applied.with_value(|applied| carry_out(workspace, applied));
    };
    view! {
        <Modal title=label.clone() on_close=close>
            <div class="dialog-b">
                <p>{format!("No client can notice these: every request that succeeds today still succeeds.{leads}")}</p>
                <ol class="rules" tabindex="0" aria-label="What is done, in this order">{applied.with_value(|applied| applied.iter().map(row).collect_view())}</ol>
            </div>
            <footer class="dialog-f">
                <p class="hint">"One step of undo takes all of it back."</p>
                <button class="btn btn-main" type="button" autofocus on:click=apply>{label}</button>
            </footer>
        </Modal>
    }
    .into_any()
}

fn named(count: usize) -> String {
    if count == 1 { "Apply 1 safe fix".to_owned() } else { format!("Apply {count} safe fixes") }
}

fn carry_out(workspace: Workspace, applied: &[AppliedFix]) {
    let before = score(workspace);
    let edits: Vec<Edit> = applied.iter().flat_map(|fix| fix.edits.clone()).collect();
    let label = named(applied.len());
    let done = label.replacen("Apply", "Applied", 1);
    if workspace.edit_as(label, edits, None).is_ok() {
        workspace.toast(Toast::undoable(gain_text(&format!("{done}."), before, score(workspace))));
        window::after(0, || window::focus("t-score"));
    }
}
