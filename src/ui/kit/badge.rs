//! Methods as coloured words, statuses as badges with a shape of their own.

use leptos::prelude::*;

/// The class of a method's colour.
pub fn method_class(method: &str) -> &'static str {
    match method {
        "GET" => "m m-get",
        "POST" => "m m-post",
        "PUT" => "m m-put",
        "PATCH" => "m m-patch",
        "DELETE" => "m m-delete",
        _ => "m",
    }
}

/// The class of a status's shape and colour, by its hundred.
pub fn status_class(status: u16) -> &'static str {
    match status / 100 {
        2 => "st st-2",
        3 => "st st-3",
        4 => "st st-4",
        5 => "st st-5",
        _ => "st",
    }
}

/// The class of a message's colour in a sequence, by the hundred of its status.
pub fn tone(status: u16) -> &'static str {
    match status / 100 {
        2 => "ok",
        3 => "is-3",
        5 => "is-5",
        _ => "bad",
    }
}

/// A method as a coloured word.
#[component]
pub fn MethodWord(
    /// The method token.
    #[prop(into)]
    method: String,
) -> impl IntoView {
    view! { <span class=method_class(&method)>{method.clone()}</span> }
}

/// A status as a badge.
#[component]
pub fn StatusBadge(
    /// The code.
    status: u16,
    /// What it shows; the bare code if empty.
    #[prop(into, optional)]
    text: String,
    /// Further classes: `st-plain`, `st-l`, `st-small`, `is-struck`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let text = if text.is_empty() { status.to_string() } else { text };
    view! { <span class=format!("{} {class}", status_class(status))>{text}</span> }
}
