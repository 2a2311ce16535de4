//! A menu in the top layer, shared by the many buttons that open it. The browser closes it on Escape and on a press elsewhere.

use leptos::ev::KeyboardEvent;
use leptos::{html, prelude::*};
use roundtrip::design::words::letters::Letters;

use crate::browser::{measure, window};
use roundtrip::design::words::numbers::decimal;

/// One entry of a menu.
#[derive(Clone)]
pub struct Item {
    /// A verb and its object.
    pub label: String,
    /// The key that does the same, or nothing.
    pub keys: &'static str,
    /// Does it.
    pub run: Callback<()>,
}

impl Item {
    /// An entry.
    pub fn new(label: impl Into<String>, keys: &'static str, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self { label: label.into(), keys, run: Callback::new(move |()| run()) }
    }
}

/// A menu and what it shows at the moment.
#[derive(Clone, Copy)]
pub struct Menu {
    id: &'static str,
    items: RwSignal<Vec<Item>>,
    /// Between the order to open and the opening.
    opens: StoredValue<bool>,
    label: RwSignal<String>,
    place: RwSignal<(f64, f64)>,
    opener: RwSignal<Option<String>>,
    node: NodeRef<html::Div>,
}

impl Menu {
    /// A closed menu; the ids of its entries begin with this.
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            opens: StoredValue::new(false),
            items: RwSignal::new(Vec::new()),
            label: RwSignal::new(String::new()),
            place: RwSignal::new((0.0, 0.0)),
            opener: RwSignal::new(None),
            node: NodeRef::new(),
        }
    }

    /// Opens it under the element of this id, with the focus on its first entry.
    pub fn open(self, opener: String, label: String, items: Vec<Item>) {
        let Some(element) = window::element(&opener) else { return };
        let area = element.get_bounding_client_rect();
        let (w, h) = measure::viewport();
        let tall = (items.len() as f64 * 30.0 + 16.0).min(h * 0.7);
        let below = area.bottom() + 4.0;
        let y = if below + tall > h { (area.top() - tall - 4.0).max(8.0) } else { below };
        self.place.set((area.left().min(w - 216.0).max(8.0), y));
        self.label.set(label);
        self.items.set(items);
        self.opener.set(Some(opener));
        self.opens.set_value(true);
        window::after(0, move || {
            let Some(node) = self.node.get_untracked() else { return };
            self.opens.set_value(false);
            // An open menu refuses to open; it only has other entries now.
            let _ = node.show_popover();
            self.focus(0);
        });
    }

    /// Whether the element of this id has opened it.
    pub fn is_open(self, opener: &str) -> bool {
        self.opener.with(|known| known.as_deref() == Some(opener))
    }

    fn focus(self, index: usize) {
        window::focus(&self.item_id(index));
    }

    fn item_id(self, index: usize) -> String {
        format!("{}-{index}", self.id)
    }

    /// Closes it; the focus goes back to where it came from.
    fn close(self) {
        let opener = self.opener.get_untracked();
        if let Some(node) = self.node.get_untracked() {
            // A closed menu refuses to close.
            let _ = node.hide_popover();
        }
        if let Some(opener) = opener {
            window::focus(&opener);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let count = self.items.with_untracked(Vec::len).max(1);
        let focused = window::document().and_then(|document| document.active_element()).map(|element| element.id()).unwrap_or_default();
        let now = (0..count).find(|index| self.item_id(*index) == focused).unwrap_or(0);
        let key = event.key();
        let next = match key.as_str() {
            "ArrowDown" => (now + 1) % count,
            "ArrowUp" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            "Tab" => return self.close(),
            letter if letter.chars().count() == 1 && letter != " " => {
                let starts = |index: &usize| {
                    self.items.with_untracked(|items| items.get(*index).is_some_and(|item| item.label.lower().starts_with(&letter.lower())))
                };
                match (now + 1..count).chain(0..=now).find(starts) {
                    Some(index) => index,
                    None => return event.prevent_default(),
                }
            }
            _ => return,
        };
        event.prevent_default();
        self.focus(next);
    }
}

/// The place of a menu in the page.
#[component]
pub fn MenuPopover(
    /// The menu.
    menu: Menu,
) -> impl IntoView {
    let on_toggle = move |event: web_sys::Event| {
        let state = js_sys::Reflect::get(&event, &"newState".into()).ok().and_then(|state| state.as_string());
        if state.as_deref() == Some("closed") && !menu.opens.get_value() {
            menu.opener.set(None);
        }
    };
    view! {
        <div class="menu" popover="auto" role="menu" node_ref=menu.node aria-label=move || menu.label.get() on:toggle=on_toggle
            style=("--x", move || decimal(menu.place.get().0)) style=("--y", move || decimal(menu.place.get().1))
            on:keydown=move |event: web_sys::KeyboardEvent| { event.stop_propagation(); menu.on_key(&event); }>
            {move || menu.items.get().into_iter().enumerate().map(|(index, item)| {
                let run = item.run;
                view! {
                    <button type="button" role="menuitem" tabindex="-1" class="menu-item" id=menu.item_id(index)
                        on:click=move |_| { menu.close(); run.run(()); }>
                        {item.label}{(!item.keys.is_empty()).then(|| view! { <kbd>{item.keys}</kbd> })}
                    </button>
                }
            }).collect_view()}
        </div>
    }
}
