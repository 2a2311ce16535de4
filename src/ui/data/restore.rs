//! Going back to an exchange, and saying what that changed.

use roundtrip::mock::snapshot::Restored;

use crate::ui::toasts::Toast;
use crate::ui::workspace::{Side, Workspace};

/// Brings the data back.
pub fn restore(workspace: Workspace, number: u32, side: Side) {
    let words = if side == Side::Before { "before" } else { "after" };
    workspace.toast(match workspace.go_back(number, side) {
        Some(restored) => Toast::said(told(&restored, words, number)),
        None => Toast::error(format!("The data of #{number} is not kept any more. Choose a later exchange, or reset to the seed.")),
    });
}

fn told(restored: &Restored, words: &str, number: u32) -> String {
    let counted = [(restored.back, "back"), (restored.gone, "gone again"), (restored.changed, "as it was then")];
    let parts: Vec<String> =
        counted.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {} {words}", records(*count))).collect();
    let what = if parts.is_empty() { "no record differed".to_owned() } else { parts.join(", ") };
    let left = match restored.left.as_slice() {
        [] => String::new(),
        left => format!(" {} changed in the sketch since: their records stay.", left.join(", ")),
    };
    format!("Data is as {words} #{number}: {what}.{left}")
}

/// `record` or `records`.
pub fn records(count: usize) -> &'static str {
    if count == 1 { "record" } else { "records" }
}
