//! A policy's form as a value: which fields it has, how each is read and written. One component shows them all.

use leptos::prelude::*;
use roundtrip::design::edit::authorization_server;
use roundtrip::design::policy::oauth::hands_out;
use roundtrip::design::{Behaviour, Concern, Edit, Endpoint, Policies, naming};

use super::controls::{Choice, ChoiceField, TextField, ToggleField, whole_number};
use super::list_field::ListField;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Overlay, Workspace, workspace};

/// The form of a concern.
pub struct Form {
    /// What the policy decides, in one sentence.
    pub about: &'static str,
    /// The policy in a few words.
    pub fact: fn(&Policies) -> String,
    /// Its fields, in order.
    pub fields: &'static [Field],
}

/// A field of a form.
pub struct Field {
    /// The label.
    pub label: &'static str,
    /// Whether it means anything as the others stand.
    pub shown: fn(&Policies) -> bool,
    /// How it is edited.
    pub control: Control,
}

/// How a field is edited.
pub enum Control {
    /// One of a few choices.
    Choice {
        /// Good ones first; weak ones say so.
        choices: &'static [Choice],
        /// The present one, if it is among them.
        get: fn(&Policies) -> Option<usize>,
        /// Takes another.
        set: fn(&mut Policies, usize),
    },
    /// Yes or no.
    Toggle {
        /// What follows from yes and from no.
        means: (&'static str, &'static str),
        /// The present state.
        get: fn(&Policies) -> bool,
        /// Takes another.
        set: fn(&mut Policies, bool),
    },
    /// A whole number between limits.
    Number {
        /// The unit.
        unit: &'static str,
        /// The limits.
        limits: (u32, u32),
        /// What it does.
        means: &'static str,
        /// The present number.
        get: fn(&Policies) -> u32,
        /// Takes another.
        set: fn(&mut Policies, u32),
    },
    /// A line of text.
    Text {
        /// What it means.
        means: &'static str,
        /// The present text.
        get: fn(&Policies) -> String,
        /// Whether a text fits; otherwise why not.
        check: fn(&str) -> Result<(), &'static str>,
        /// Takes another.
        set: fn(&mut Policies, String),
    },
    /// A list of short texts.
    List {
        /// One of them: `origin`.
        item: &'static str,
        /// An example.
        example: &'static str,
        /// What an empty list means.
        empty: &'static str,
        /// The present list.
        get: fn(&Policies) -> Vec<String>,
        /// Whether a text fits; otherwise why not.
        check: fn(&str) -> Result<(), &'static str>,
        /// Takes another.
        set: fn(&mut Policies, Vec<String>),
    },
}

/// A field whose value is one of a few: `choice!("Label", concern.field, [value => "Words", "Consequence."; …])`.
macro_rules! choice {
    ($label:literal, $($place:ident).+, [$($value:expr => $words:literal, $means:literal;)+]) => {
        $crate::ui::policies::form::Field {
            label: $label,
            shown: |_| true,
            control: $crate::ui::policies::form::Control::Choice {
                choices: &[$($crate::ui::policies::controls::Choice { label: $words, means: $means }),+],
                get: |policies| [$($value),+].iter().position(|value| *value == policies.$($place).+),
                set: |policies, index| {
                    if let Some(value) = [$($value),+].into_iter().nth(index) {
                        policies.$($place).+ = value;
                    }
                },
            },
        }
    };
}

/// A field that is yes or no: `toggle!("Label", concern.field, "Consequence of yes.", "Consequence of no.")`.
macro_rules! toggle {
    ($label:literal, $($place:ident).+, $yes:literal, $no:literal) => {
        $crate::ui::policies::form::Field {
            label: $label,
            shown: |_| true,
            control: $crate::ui::policies::form::Control::Toggle {
                means: ($yes, $no),
                get: |policies| policies.$($place).+,
                set: |policies, on| policies.$($place).+ = on,
            },
        }
    };
}

/// A whole number between limits: `number!("Label", concern.field, "unit", (least, most), "What it does.")`.
macro_rules! number {
    ($label:literal, $($place:ident).+, $unit:literal, $limits:expr, $means:literal) => {
        $crate::ui::policies::form::Field {
            label: $label,
            shown: |_| true,
            control: $crate::ui::policies::form::Control::Number {
                unit: $unit,
                limits: $limits,
                means: $means,
                get: |policies| policies.$($place).+,
                set: |policies, number| policies.$($place).+ = number,
            },
        }
    };
}

pub(super) use {choice, number, toggle};

/// Adds an authorization server, as one edit.
pub fn add_server(workspace: Workspace) {
    let edits = workspace.design.with_untracked(|design| authorization_server::add(design));
    // A refusal is told in a toast.
    if workspace.edit_as("Add an authorization server".to_owned(), edits, None).is_ok() {
        workspace.toast(Toast::undoable("Added an authorization server, and registered the clients.".to_owned()));
    }
}

/// The form, each change in effect at once.
#[component]
pub fn FormView(
    /// The concern it edits.
    concern: Concern,
    /// The form.
    form: &'static Form,
) -> impl IntoView {
    let workspace = workspace();
    let rows = form.fields.iter().enumerate().map(|(index, field)| {
        let shown = Memo::new(move |_| workspace.design.with(|design| (field.shown)(&design.policies)));
        move || shown.get().then(|| view! { <FieldView concern index field/> })
    });
    let is_default = Memo::new(move |_| workspace.design.with(|design| design.policies.get(concern) == Policies::default().get(concern)));
    let reset = move |_| {
        // A refusal is told in a toast.
        let _ = workspace.edit(vec![Edit::SetPolicy(Policies::default().get(concern))]);
    };
    let lacks_server = Memo::new(move |_| concern == Concern::Oauth && workspace.design.with(|design| !hands_out(design)));
    view! {
        <p class="hint">{form.about}</p>
        {rows.collect_view()}
        <div class="btns">
            {move || lacks_server.get().then(|| view! {
                <button class="btn btn-s btn-line" type="button" on:click=move |_| add_server(workspace)>"Add the endpoints"</button>
            })}
            {(concern == Concern::Authorization).then(|| view! {
                <button class="btn btn-s btn-line" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::WhoMay))>"Who may do what"</button>
            })}
            {(concern == Concern::Authentication).then(|| view! { <AddSessions/> })}
            {(concern == Concern::Monitoring).then(|| view! {
                <button class="btn btn-s btn-line" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Metrics))>"Traffic metrics"</button>
            })}
            <button class="btn btn-s btn-line" type="button" aria-disabled=move || is_default.get().to_string()
                aria-label=format!("Back to defaults: {}", concern.title()) on:click=reset>"Back to defaults"</button>
        </div>
    }
}

/// Adds the endpoints by which callers sign in and out, where sessions have none.
#[component]
fn AddSessions() -> impl IntoView {
    let workspace = workspace();
    let lacks = Memo::new(move |_| {
        workspace.design.with(|design| {
            design.policies.authentication.sessions.is_some() && !design.endpoints.iter().any(|endpoint| endpoint.behaviour == Behaviour::SignIn)
        })
    });
    let add = move |_| {
        let edits = workspace.design.with_untracked(|design| {
            let ready = |endpoint: Endpoint| Endpoint { id: naming::free_id(design, &endpoint.id), ..endpoint }.with_expected_errors(design);
            Endpoint::sessions().into_iter().map(|endpoint| Edit::AddEndpoint { endpoint: ready(endpoint) }).collect::<Vec<_>>()
        });
        // A refusal is told in a toast.
        if workspace.edit(edits).is_ok() {
            workspace.toast(Toast::undoable("Added POST /sessions and DELETE /sessions/current.".to_owned()));
        }
    };
    move || lacks.get().then(|| view! { <button class="btn btn-s btn-line" type="button" on:click=add>"Add sign-in and sign-out"</button> })
}

#[component]
fn FieldView(concern: Concern, index: usize, field: &'static Field) -> impl IntoView {
    let workspace = workspace();
    let id = format!("policy-{}-{index}", concern.key());
    let label = field.label;
    match &field.control {
        Control::Choice { choices, get, set } => {
            let chosen = read(workspace, *get);
            view! { <ChoiceField id label choices chosen on_choose=Callback::new(move |chosen| write(workspace, concern, None, |policies| set(policies, chosen)))/> }.into_any()
        }
        Control::Toggle { means, get, set } => {
            let on = read(workspace, *get);
            view! { <ToggleField label means=*means on on_toggle=Callback::new(move |on| write(workspace, concern, None, |policies| set(policies, on)))/> }.into_any()
        }
        Control::Number { unit, limits, means, get, set } => {
            let get = *get;
            let value = Signal::derive(move || workspace.design.with(|design| get(&design.policies).to_string()));
            let burst = id.clone();
            let on_text = Callback::new(move |text: String| {
                whole_number(&text, limits.0, limits.1).map(|number| write(workspace, concern, Some(&burst), |policies| set(policies, number)))
            });
            view! { <TextField id label hint=*means unit=unit value on_text/> }.into_any()
        }
        Control::Text { means, get, check, set } => {
            let value = read(workspace, *get);
            let burst = id.clone();
            let on_text = Callback::new(move |text: String| {
                check(text.trim())?;
                write(workspace, concern, Some(&burst), |policies| set(policies, text.trim().to_owned()));
                Ok(())
            });
            view! { <TextField id label hint=*means value on_text/> }.into_any()
        }
        Control::List { item, example, empty, get, check, set } => {
            let value = read(workspace, *get);
            let on_list = Callback::new(move |list| write(workspace, concern, None, |policies| set(policies, list)));
            view! { <ListField id label item placeholder=example empty value check=*check on_list/> }.into_any()
        }
    }
}

fn read<T: Clone + PartialEq + Send + Sync + 'static>(workspace: Workspace, get: fn(&Policies) -> T) -> Signal<T> {
    Memo::new(move |_| workspace.design.with(|design| get(&design.policies))).into()
}

/// Changes the policy of a concern. A refusal is told in a toast.
fn write(workspace: Workspace, concern: Concern, burst: Option<&str>, change: impl FnOnce(&mut Policies)) {
    let mut policies = workspace.design.with_untracked(|design| (*design.policies).clone());
    change(&mut policies);
    let edit = vec![Edit::SetPolicy(policies.get(concern))];
    let _ = match burst {
        Some(burst) => workspace.edit_burst(burst, edit),
        None => workspace.edit(edit),
    };
}
