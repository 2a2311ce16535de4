//! The address as a place to come to: `v` names a view, `x` an exchange, `s` its step, `m=present` presenter mode, `t` the
//! requests that lead there. Back and forward move between views; they take nothing of the design back.

use std::cell::Cell;

use leptos::prelude::*;

use super::replay;
use crate::browser::{location, window};
use crate::ui::learn;
use crate::ui::workspace::{View, Workspace};

/// Windows in which not every view is in sight, so that a view is a place of its own.
const NARROW: &str = "(max-width: 1060px)";
/// The parts of the address that this module writes.
const VIEW: &str = "v";
const COMPARE: &str = "/compare";

thread_local! {
    /// Whether the view changes because the address did.
    static FOLLOWS: Cell<bool> = const { Cell::new(false) };
}

const VIEWS: [(&str, View); 4] = [("sketch", View::Sketch), ("send", View::Send), ("watch", View::Watch), ("score", View::Score)];

/// Goes where the address leads, and keeps the two together.
pub fn start(workspace: Workspace) {
    let begun = location::fragment();
    let shared = design_of(&begun).to_owned();
    go(workspace, &begun);
    replay::start(workspace, &begun);
    location::on_fragment(move || {
        let fragment = location::fragment();
        // Another design was put into the address: the page begins anew with it.
        if is_design(&fragment) && design_of(&fragment) != shared {
            return location::reload();
        }
        go(workspace, &fragment);
    });
    Effect::new(move |before: Option<View>| {
        let view = workspace.view.get();
        let follows = FOLLOWS.replace(false);
        let is_place = |view: View| view == View::Compare || window::matches(NARROW);
        if before.is_some_and(|before| before != view && (is_place(before) || is_place(view))) && !follows {
            push(view);
        }
        view
    });
}

fn is_design(fragment: &str) -> bool {
    fragment.starts_with("d1.") || fragment.starts_with("sample=")
}

fn design_of(fragment: &str) -> &str {
    fragment.split('&').next().filter(|_| is_design(fragment)).unwrap_or_default()
}

fn go(workspace: Workspace, fragment: &str) {
    if fragment.starts_with('/') {
        // Learn lies over the workspace, not over a comparison.
        if learn::place_of(fragment).is_some() && workspace.view.get_untracked() == View::Compare {
            follow(workspace, View::Sketch);
        }
        return;
    }
    let named = location::part(fragment, VIEW).and_then(|name| VIEWS.iter().find(|(known, _)| *known == name));
    let view = named.map_or(View::Sketch, |(_, view)| *view);
    if workspace.view.get_untracked() != view {
        follow(workspace, view);
    }
}

fn follow(workspace: Workspace, view: View) {
    FOLLOWS.set(true);
    workspace.view.set(view);
}

/// A new entry in the browser's history, with the design in the address where it stood there.
fn push(view: View) {
    let fragment = location::fragment();
    if view == View::Compare {
        if !fragment.starts_with(COMPARE) {
            location::push_fragment(COMPARE);
        }
        return;
    }
    let rest = fragment.split('&').filter(|part| !part.is_empty() && !part.starts_with("v=") && !part.starts_with('/'));
    let name = VIEWS.iter().find(|(_, known)| *known == view).map_or("sketch", |(name, _)| name);
    let view = window::matches(NARROW).then(|| format!("{VIEW}={name}"));
    let parts: Vec<String> = rest.map(str::to_owned).chain(view).collect();
    location::push_fragment(&parts.join("&"));
}
