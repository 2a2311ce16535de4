//! The one list of commands: id, label, keys, when, run. Menus, the palette, the sheet of keys and the keyboard read it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use roundtrip::design::words::letters::Letters;
use wasm_bindgen::JsCast;

use super::workspace::{Overlay, Saved, Side, View, Workspace};
use crate::browser::window;

/// A command.
pub struct Command {
    /// Unique, for tests and links.
    pub id: &'static str,
    /// A verb and its object.
    pub label: &'static str,
    /// Keys as [`pressed`] names them: `Mod+Enter`, `g s`, `?`; empty for none.
    pub keys: &'static str,
    /// Whether it can run now; otherwise the reason.
    pub when: fn(&Workspace) -> Result<(), &'static str>,
    /// Does it.
    pub run: fn(Workspace),
}

/// Every command, in the order in which lists show them.
pub static ALL: &[Command] = &[
    Command { id: "send", label: "Send the request", keys: "Mod+Enter", when: can_send, run: |workspace| workspace.send() },
    Command { id: "fold-send", label: "Fold or open the request", keys: "Mod+.", when: always, run: super::send::toggle_fold },
    Command { id: "undo", label: "Undo", keys: "Mod+z", when: can_undo, run: |workspace| workspace.undo() },
    Command { id: "redo", label: "Redo", keys: "Mod+Shift+z", when: can_redo, run: |workspace| workspace.redo() },
    Command {
        id: "fix-all",
        label: "Apply all safe fixes",
        keys: "",
        when: has_safe_fixes,
        run: |workspace| workspace.overlay.set(Some(Overlay::SafeFixes)),
    },
    Command { id: "go-sketch", label: "Go to Sketch", keys: "g s", when: always, run: |workspace| go(workspace, View::Sketch) },
    Command { id: "go-send", label: "Go to Send", keys: "g e", when: always, run: |workspace| go(workspace, View::Send) },
    Command { id: "go-watch", label: "Go to Watch", keys: "g w", when: always, run: |workspace| go(workspace, View::Watch) },
    Command { id: "go-score", label: "Go to Score", keys: "g c", when: always, run: |workspace| go(workspace, View::Score) },
    Command { id: "go-tree", label: "Go to the API tree", keys: "g t", when: always, run: super::tree::show },
    Command { id: "go-learn", label: "Learn: labs and challenges", keys: "g l", when: always, run: |_| super::learn::go("") },
    Command { id: "tree", label: "Show or hide the API tree", keys: "Mod+b", when: always, run: super::tree::toggle },
    Command { id: "filter", label: "Filter the API tree", keys: "/", when: always, run: super::tree::focus_filter },
    Command { id: "new", label: "Start a new design", keys: "", when: always, run: super::sketch::new_design },
    Command { id: "resource", label: "Add a resource", keys: "r", when: always, run: super::sketch::add_resource },
    Command {
        id: "policies",
        label: "Edit server policies",
        keys: "",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Policies(None))),
    },
    Command { id: "clients", label: "Edit clients", keys: "", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::Clients(None))) },
    Command { id: "who-may", label: "Who may do what", keys: "", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::WhoMay)) },
    Command { id: "metrics", label: "Show traffic metrics", keys: "", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::Metrics)) },
    Command { id: "rules", label: "Look up a rule", keys: "", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::Rules(None))) },
    Command { id: "rest", label: "REST, and the way up", keys: "", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::Constraints)) },
    Command { id: "health", label: "Add a health endpoint", keys: "", when: has_no_health, run: super::sketch::add_health },
    Command {
        id: "race",
        label: "Let two clients change one record",
        keys: "",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Race)),
    },
    Command { id: "compare", label: "Compare versions", keys: "", when: always, run: |workspace| workspace.view.set(View::Compare) },
    Command {
        id: "export",
        label: "Export OpenAPI and other formats",
        keys: "",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Export)),
    },
    Command { id: "share", label: "Share a link", keys: "", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::Share)) },
    Command { id: "save", label: "Saved by itself: copy a link", keys: "Mod+s", when: always, run: answer_save },
    Command { id: "present", label: "Present this exchange", keys: "g p", when: always, run: super::frame::present },
    Command {
        id: "step-link",
        label: "Link to this step",
        keys: "",
        when: has_exchange,
        run: |workspace| workspace.overlay.set(Some(Overlay::StepLink)),
    },
    Command {
        id: "settings",
        label: "Settings: theme, density, keys, motion",
        keys: "",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Settings)),
    },
    Command {
        id: "versions",
        label: "Versions and other designs",
        keys: "",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Versions)),
    },
    Command {
        id: "open",
        label: "Open or import a sample or a file",
        keys: "",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Open)),
    },
    Command {
        id: "data",
        label: "Look at the server's data: records, seed, files",
        keys: "g d",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Data(0))),
    },
    Command { id: "clock", label: "Set the server's clock", keys: "", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::Data(3))) },
    Command {
        id: "data-before",
        label: "Restore data to before this exchange",
        keys: "",
        when: has_exchange,
        run: |workspace| workspace.restore(Side::Before),
    },
    Command {
        id: "data-after",
        label: "Restore data to after this exchange",
        keys: "",
        when: has_exchange,
        run: |workspace| workspace.restore(Side::After),
    },
    Command { id: "reset-data", label: "Reset data to the seed", keys: "", when: always, run: reset_data },
    Command { id: "theme", label: "Switch between light and dark", keys: "", when: always, run: |_| super::top_bar::switch_theme() },
    Command { id: "palette", label: "Search or run", keys: "Mod+k", when: always, run: |workspace| workspace.overlay.set(Some(Overlay::Palette)) },
    Command {
        id: "shortcuts",
        label: "Show keyboard shortcuts",
        keys: "?",
        when: always,
        run: |workspace| workspace.overlay.set(Some(Overlay::Shortcuts)),
    },
];

/// Runs a command if it can run now; otherwise says why not.
pub fn run(workspace: Workspace, command: &Command) {
    match (command.when)(&workspace) {
        Ok(()) => {
            // What a command does, it does in the workspace; what lies over Learn lies over it too.
            if !is_everywhere(command) {
                super::learn::leave(workspace);
            }
            (command.run)(workspace);
        }
        Err(reason) => workspace.toast(super::toasts::Toast::said(reason.to_owned())),
    }
}

/// Whether a command means the same in Learn as in the workspace.
fn is_everywhere(command: &Command) -> bool {
    matches!(command.id, "go-learn" | "palette" | "shortcuts" | "theme" | "settings")
}

/// Keys as people read them: `⌘ ↵` or `Ctrl ↵`.
pub fn keys_shown(keys: &str) -> Vec<String> {
    let modifier = if window::is_apple() { "⌘" } else { "Ctrl" };
    keys.split([' ', '+'])
        .filter(|key| !key.is_empty())
        .map(|key| match key {
            "Mod" => modifier.to_owned(),
            "Enter" => "↵".to_owned(),
            "Shift" => "⇧".to_owned(),
            letter if letter.len() == 1 => letter.upper(),
            other => other.to_owned(),
        })
        .collect()
}

/// Listens to the keyboard for the whole page.
pub fn listen(workspace: Workspace) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| on_key(workspace, &event));
    on_cleanup(move || handle.remove());
}

fn on_key(workspace: Workspace, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let Some(pressed) = pressed(event) else { return };
    let with_modifier = pressed.starts_with("Mod+");
    let is_open = workspace.overlay.with_untracked(Option::is_some);
    // From wherever one is, the address and the content too.
    if pressed == "Escape" && !is_open && workspace.cancel() {
        return event.prevent_default();
    }
    // Beside the loop, letters would change what nobody sees.
    let is_away = workspace.view.get_untracked() == View::Compare && pressed != "?";
    if !with_modifier && (is_open || is_away || writes_text(event) || !super::settings::has_single_keys()) {
        return;
    }
    // Rules are changed because of an answer: the next request goes out from there.
    let sends =
        pressed == "Mod+Enter" && workspace.overlay.with_untracked(|overlay| matches!(overlay, Some(Overlay::Policies(_) | Overlay::Clients(_))));
    if sends {
        workspace.overlay.set(None);
    } else if is_open && pressed != "Mod+k" {
        return;
    }
    // In a text field, undo belongs to the text.
    if writes_text(event) && matches!(pressed.as_str(), "Mod+z" | "Mod+Shift+z" | "Mod+y") {
        return;
    }
    let keys = if pressed == "Mod+y" { "Mod+Shift+z".to_owned() } else { pressed };
    let learns = workspace.learn.with_untracked(Option::is_some);
    let can = |command: &&Command| !learns || is_everywhere(command);
    if let Some(command) = ALL.iter().filter(can).find(|command| command.keys == keys) {
        event.prevent_default();
        run(workspace, command);
    }
}

/// Whether a single key is pressed while these are switched off.
pub fn is_off(event: &KeyboardEvent) -> bool {
    let key = event.key();
    key.len() == 1 && key != " " && !super::settings::has_single_keys()
}

/// The pressed keys as one word; `None` for a modifier alone.
pub fn pressed(event: &KeyboardEvent) -> Option<String> {
    let key = event.key();
    if matches!(key.as_str(), "Control" | "Shift" | "Alt" | "Meta" | "AltGraph") {
        return None;
    }
    let modifier = if window::is_apple() { event.meta_key() } else { event.ctrl_key() };
    let shift = if event.shift_key() && modifier { "Shift+" } else { "" };
    let key = if key.chars().count() == 1 { key.lower() } else { key };
    match modifier {
        true => Some(format!("Mod+{shift}{key}")),
        false if event.ctrl_key() || event.alt_key() || event.meta_key() => None,
        false => Some(key),
    }
}

/// Whether the key goes into a text.
pub fn writes_text(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else { return false };
    let tag = element.tag_name();
    matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
}

fn has_no_health(workspace: &Workspace) -> Result<(), &'static str> {
    let has = |endpoint: &std::sync::Arc<roundtrip::design::Endpoint>| endpoint.behaviour == roundtrip::design::Behaviour::Health;
    match workspace.design.with_untracked(|design| design.endpoints.iter().any(has)) {
        true => Err("The design has a health endpoint already."),
        false => Ok(()),
    }
}

fn always(_: &Workspace) -> Result<(), &'static str> {
    Ok(())
}

fn can_send(workspace: &Workspace) -> Result<(), &'static str> {
    match workspace.draft.target.with_untracked(|target| target.trim().is_empty()) {
        true => Err("Pick an endpoint or type a path first."),
        false => Ok(()),
    }
}

fn can_undo(workspace: &Workspace) -> Result<(), &'static str> {
    workspace.undoable.with_untracked(|(undo, _)| if undo.is_some() { Ok(()) } else { Err("Nothing to undo.") })
}

fn can_redo(workspace: &Workspace) -> Result<(), &'static str> {
    workspace.undoable.with_untracked(|(_, redo)| if redo.is_some() { Ok(()) } else { Err("Nothing to redo.") })
}

fn has_exchange(workspace: &Workspace) -> Result<(), &'static str> {
    workspace.shown.with_untracked(|shown| if shown.is_some() { Ok(()) } else { Err("Send a request first.") })
}

fn has_safe_fixes(workspace: &Workspace) -> Result<(), &'static str> {
    let safe = workspace.report.with_untracked(|report| report.findings.iter().any(|finding| finding.is_safe()));
    if safe { Ok(()) } else { Err("No safe fix is left.") }
}

/// The id of the heading of a view.
pub fn heading(view: View) -> &'static str {
    match view {
        View::Sketch => "t-sketch",
        View::Send => "t-send",
        View::Watch => "t-watch",
        View::Score => "t-score",
        View::Compare => "cmp-title",
    }
}

fn go(workspace: Workspace, view: View) {
    workspace.view.set(view);
    let heading = heading(view);
    window::focus(heading);
    // Once more when the panel has come to the front.
    window::after(0, move || window::focus(heading));
}

/// People press it; it is answered with how things stand, and a link to take away.
fn answer_save(workspace: Workspace) {
    workspace.toast(match (workspace.changeable(), workspace.saved.get_untracked()) {
        (Err(why), _) => super::toasts::Toast::error(why.to_string()),
        (_, Saved::No(why)) => super::toasts::Toast::error(why),
        (_, Saved::Unknown) => super::toasts::Toast::said("Nothing to save yet: every change is kept in this browser.".to_owned()),
        _ => super::toasts::Toast::said("Saved in this browser.".to_owned()),
    });
    workspace.overlay.set(Some(Overlay::Share));
}

fn reset_data(workspace: Workspace) {
    let back = workspace.reset_with_way_back();
    workspace.toast(super::toasts::Toast::reversible("Data is back to the seed.".to_owned(), back));
}
