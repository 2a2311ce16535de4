//! Closures of one type. The view macro compiles its code anew for every closure that it meets, half a kilobyte each time;
//! boxed, all closures of one result share it.

use std::sync::Arc;

use leptos::prelude::*;

/// What follows the state: a part of the view, or the value of an attribute.
pub fn live<T>(follow: impl FnMut() -> T + Send + 'static) -> Box<dyn FnMut() -> T + Send> {
    Box::new(follow)
}

/// What answers an event.
pub fn handler<E>(answer: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(answer)
}

/// Rows by place: a row stays when what stands in it changes, and so does the focus.
pub fn places<V: IntoView + 'static>(
    count: impl Fn() -> usize + Send + Sync + 'static,
    draw: impl Fn(usize) -> V + Send + Sync + 'static,
) -> AnyView {
    boxed_places(Box::new(count), Arc::new(move |place| draw(place).into_any()))
}

/// Rows by name: a row moves with its name.
pub fn named<V: IntoView + 'static>(
    names: impl Fn() -> Vec<String> + Send + Sync + 'static,
    draw: impl Fn(String) -> V + Send + Sync + 'static,
) -> AnyView {
    boxed_named(Box::new(names), Arc::new(move |name| draw(name).into_any()))
}

type Ask<T> = Box<dyn Fn() -> T + Send + Sync>;
type Draw<T> = Arc<dyn Fn(T) -> AnyView + Send + Sync>;

fn boxed_places(count: Ask<usize>, draw: Draw<usize>) -> AnyView {
    view! { <For each=move || 0..count() key=|place| *place children=move |place| draw(place)/> }.into_any()
}

fn boxed_named(names: Ask<Vec<String>>, draw: Draw<String>) -> AnyView {
    view! { <For each=names key=|name| name.clone() children=move |name| draw(name)/> }.into_any()
}
