//! A list of short texts, one a row: change, delete, add.

use leptos::prelude::*;

use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::workspace::workspace;

/// The rows and the line that adds one.
#[component]
pub fn ListField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What the list holds.
    label: &'static str,
    /// One of them, for names of buttons: `origin`.
    item: &'static str,
    /// An example.
    placeholder: &'static str,
    /// What an empty list means.
    empty: &'static str,
    /// The present list.
    #[prop(into)]
    value: Signal<Vec<String>>,
    /// Whether a text can stand in the list; otherwise why not.
    check: fn(&str) -> Result<(), &'static str>,
    /// Takes the new list.
    on_list: Callback<Vec<String>>,
) -> impl IntoView {
    let workspace = workspace();
    let new = RwSignal::new(String::new());
    let error = RwSignal::new(None::<&'static str>);
    let count = Memo::new(move |_| value.with(Vec::len));
    let change = move |index: usize, text: String| {
        let mut list = value.get_untracked();
        let twice = list.iter().enumerate().any(|(other, known)| other != index && *known == text);
        let result = if twice { Err("This stands in the list already.") } else { check(&text) };
        error.set(result.err());
        if let (Ok(()), Some(place)) = (result, list.get_mut(index)) {
            *place = text;
            on_list.run(list);
        }
    };
    let field = StoredValue::new(format!("{id}-new"));
    let remove = move |index: usize| {
        let mut list = value.get_untracked();
        if index < list.len() {
            list.remove(index);
            error.set(None);
            on_list.run(list);
            field.with_value(|field| window::focus(field));
        }
    };
    let add = move || {
        let text = new.get_untracked().trim().to_owned();
        let mut list = value.get_untracked();
        let result = if list.contains(&text) { Err("This stands in the list already.") } else { check(&text) };
        error.set(result.err());
        if result.is_ok() {
            list.push(text);
            on_list.run(list);
            new.set(String::new());
        }
        field.with_value(|field| window::focus(field));
    };
    let (hint, labelled) = (format!("{id}-hint"), id.clone());
    let text = move |index: usize| value.with(|list| list.get(index).cloned().unwrap_or_default());
    view! {
        <div class="field" role="group" aria-labelledby=labelled>
            <span class="label" id=id>{label}</span>
            <ul class="list-rows">
                <For each=move || 0..count.get() key=|index| *index let:index>
                    <li>
                        <input class="cell mono" type="text" autocomplete="off" spellcheck="false" aria-label=format!("{item} {}", index + 1)
                            prop:value=move || text(index) on:change=move |event: web_sys::Event| { change(index, event_target_value(&event).trim().to_owned()); workspace.close_burst(); }/>
                        <button class="btn btn-s btn-icon" type="button" aria-label=move || format!("Delete {}", text(index)) on:click=move |_| remove(index)><Icon name="trash"/></button>
                    </li>
                </For>
                <li class="list-new">
                    <input class="input mono" type="text" autocomplete="off" spellcheck="false" id=field.get_value() aria-label=format!("New {item}") placeholder=placeholder
                        aria-describedby=hint.clone() aria-invalid=move || error.with(Option::is_some).then_some("true")
                        prop:value=new on:input=move |event: web_sys::Event| new.set(event_target_value(&event))
                        on:keydown=move |event: web_sys::KeyboardEvent| if event.key() == "Enter" { event.prevent_default(); add(); }/>
                    <button class="btn btn-s btn-line" type="button" on:click=move |_| add()>{format!("Add {item}")}</button>
                </li>
            </ul>
            <p class=move || if error.with(Option::is_some) { "error" } else { "hint" } id=hint aria-live="polite">
                {move || error.get().unwrap_or(if count.get() == 0 { empty } else { "" })}
            </p>
        </div>
    }
}

/// Whether a text is an origin: scheme, host, perhaps a port.
pub fn origin(text: &str) -> Result<(), &'static str> {
    const WHY: &str = "Write scheme and host, such as https://app.example, with no slash at the end.";
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let fits = |host: &str| !host.is_empty() && host.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter));
    if host.is_some_and(fits) { Ok(()) } else { Err(WHY) }
}

/// Whether a text is an origin, or the `null` of sandboxed frames.
pub fn origin_or_null(text: &str) -> Result<(), &'static str> {
    if text == "null" { Ok(()) } else { origin(text) }
}

/// Whether a text is a token, as names of methods and header fields are (RFC 9110 section 5.6.2).
pub fn token(text: &str) -> Result<(), &'static str> {
    match roundtrip::http::method::parse(text) {
        Some(_) => Ok(()),
        None => Err("Write a name of letters, digits and hyphens, without spaces."),
    }
}

/// Whether a text says anything.
pub fn word(text: &str) -> Result<(), &'static str> {
    if text.is_empty() { Err("Write a name first.") } else { Ok(()) }
}
