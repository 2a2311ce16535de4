//! Labelled controls of a form. A change takes effect at once; what cannot be taken stays in the field with the reason under it.

use leptos::prelude::*;

/// A choice with its consequence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The words in the list.
    pub label: &'static str,
    /// What follows from it, in one sentence.
    pub means: &'static str,
}

/// One of a few choices, with the consequence of the present one under it.
#[component]
pub fn ChoiceField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The label.
    label: &'static str,
    /// The choices, good ones first.
    choices: &'static [Choice],
    /// The present choice; `None` for a value that is not among them.
    #[prop(into)]
    chosen: Signal<Option<usize>>,
    /// Takes the new choice.
    on_choose: Callback<usize>,
) -> impl IntoView {
    let hint = format!("{id}-hint");
    let means =
        move || chosen.get().and_then(|index| choices.get(index)).map_or("A value of its own, kept until another is chosen.", |choice| choice.means);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="select" id=id aria-describedby=hint.clone() prop:value=move || chosen.get().map_or("other".to_owned(), |index| index.to_string())
                on:change=move |event: web_sys::Event| if let Ok(index) = event_target_value(&event).parse() { on_choose.run(index) }>
                {move || chosen.get().is_none().then(|| view! { <option value="other" selected>"Another value"</option> })}
                {choices.iter().enumerate().map(|(index, choice)| view! {
                    <option value=index.to_string() selected=move || chosen.get() == Some(index)>{choice.label}</option>
                }).collect_view()}
            </select>
            <p class="hint" id=hint>{means}</p>
        </div>
    }
}

/// The same for values: each choice stands for the value in its place.
#[component]
pub fn PickField<T: Copy + PartialEq + Send + Sync + 'static>(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The label.
    label: &'static str,
    /// The values, in the order of the choices.
    values: &'static [T],
    /// The choices.
    choices: &'static [Choice],
    /// The present value.
    #[prop(into)]
    value: Signal<T>,
    /// Takes the new value.
    on_pick: Callback<T>,
) -> impl IntoView {
    let chosen = Signal::derive(move || values.iter().position(|known| *known == value.get()));
    let on_choose = Callback::new(move |index: usize| {
        if let Some(value) = values.get(index) {
            on_pick.run(*value);
        }
    });
    view! { <ChoiceField id label choices chosen on_choose/> }
}

/// A yes or no, with the consequence of the present state.
#[component]
pub fn ToggleField(
    /// The label.
    label: &'static str,
    /// What follows from yes and from no.
    means: (&'static str, &'static str),
    /// The present state.
    #[prop(into)]
    on: Signal<bool>,
    /// Takes the new state.
    on_toggle: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=on on:change=move |event: web_sys::Event| on_toggle.run(event_target_checked(&event))/>
            <span>{label}<span class="hint">{move || if on.get() { means.0 } else { means.1 }}</span></span>
        </label>
    }
}

/// A line of text, a number or an address.
#[component]
pub fn TextField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// What it means, or an example.
    #[prop(into, optional)]
    hint: String,
    /// Shown while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// The present text.
    #[prop(into)]
    value: Signal<String>,
    /// The unit behind a number; a number field if there is one.
    #[prop(optional)]
    unit: Option<&'static str>,
    /// Several lines.
    #[prop(optional)]
    long: bool,
    /// Takes the new text, or says why not.
    on_text: Callback<String, Result<(), String>>,
) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let workspace = crate::ui::workspace::workspace();
    let type_text = move |text: String| error.set(on_text.run(text).err());
    let leave = move |_| workspace.close_burst();
    let described = format!("{id}-hint");
    let invalid = move || error.with(Option::is_some).then_some("true");
    let control = if long {
        view! {
            <textarea class="area" id=id.clone() aria-describedby=described.clone() aria-invalid=invalid prop:value=value
                on:input=move |event: web_sys::Event| type_text(event_target_value(&event)) on:change=leave></textarea>
        }
        .into_any()
    } else {
        let input = view! {
            <input class=if unit.is_some() { "input input-num" } else { "input" } id=id.clone() type="text" autocomplete="off" spellcheck="false"
                inputmode=unit.map(|_| "numeric") placeholder=placeholder aria-describedby=described.clone() aria-invalid=invalid prop:value=value
                on:input=move |event: web_sys::Event| type_text(event_target_value(&event)) on:change=leave/>
        };
        match unit {
            Some(unit) => view! { <span class="unit">{input}{unit}</span> }.into_any(),
            None => input.into_any(),
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            <p class=move || if error.with(Option::is_some) { "error" } else { "hint" } id=described aria-live="polite">
                {move || error.get().unwrap_or_else(|| hint.clone())}
            </p>
        </div>
    }
}

/// Reads a whole number between two limits, or says what is wanted.
pub fn whole_number(text: &str, least: u32, most: u32) -> Result<u32, String> {
    match text.trim().parse::<u32>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("Write a whole number from {least} to {most}.")),
    }
}
