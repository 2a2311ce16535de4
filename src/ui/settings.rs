//! Settings: theme, density, motion, keys. Each is one word kept in this browser; what concerns the look is an attribute of
//! `<html>` that the styles read.

use leptos::prelude::*;

use crate::browser::{storage, window};
use crate::ui::kit::Modal;
use crate::ui::workspace::workspace;

/// Settings that are an attribute: `data-theme` and so on.
pub const LOOKS: [&str; 3] = ["theme", "density", "motion"];
/// Whether single keys run commands; a word in storage turns them off.
const KEYS: &str = "single-keys";
/// Whether presenter mode shows the keys that are pressed; a word in storage turns that off.
const STAGE_KEYS: &str = "stage-keys";

/// A setting: its name in storage, its title, and its choices, the usual one first.
type Setting = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const ALL: [Setting; 6] = [
    ("theme", "Theme", &[("", "As the system"), ("light", "Light"), ("dark", "Dark")]),
    ("density", "Density", &[("", "Compact"), ("comfortable", "Comfortable, larger text")]),
    ("motion", "Motion", &[("", "As the system"), ("off", "None")]),
    (KEYS, "Single-key shortcuts", &[("", "On"), ("off", "Off, for speech input and stray keys")]),
    ("stage-size", "Presenter size", &[("3", "Usual"), ("1", "Smallest"), ("2", "Smaller"), ("4", "Larger"), ("5", "Largest")]),
    (STAGE_KEYS, "Show pressed keys", &[("", "On, in presenter mode"), ("off", "Off")]),
];

/// Whether single keys run commands (WCAG 2.1.4: people can turn them off).
pub fn has_single_keys() -> bool {
    storage::read(KEYS).as_deref() != Some("off")
}

/// Whether presenter mode shows the keys that are pressed.
pub fn shows_keys() -> bool {
    storage::read(STAGE_KEYS).as_deref() != Some("off")
}

/// The dialog.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let workspace = workspace();
    let said = RwSignal::new(String::new());
    let row = move |(name, title, choices): Setting| {
        let now = storage::read(name).unwrap_or_default();
        let choose = move |event: web_sys::Event| {
            let value = event_target_value(&event);
            if storage::keep(name, &value).is_err() {
                said.set("This browser does not keep settings: they hold until the page is closed.".to_owned());
            }
            if LOOKS.contains(&name) {
                window::set_root_attribute(&format!("data-{name}"), Some(value.as_str()).filter(|value| !value.is_empty()));
            }
        };
        let id = format!("setting-{name}");
        view! {
            <div class="field"><label for=id.clone()>{title}</label>
                <select class="select" id=id on:change=choose>
                    {choices.iter().map(|(value, label)| view! { <option value=*value selected=*value == now>{*label}</option> }).collect_view()}
                </select></div>
        }
    };
    view! {
        <Modal title="Settings" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b settings">{ALL.into_iter().map(row).collect_view()}
                <p class="hint">"Kept in this browser. High contrast and forced colours follow the system."</p></div>
            <footer class="dialog-f"><p class="hint" role="status">{move || said.get()}</p></footer>
        </Modal>
    }
}
