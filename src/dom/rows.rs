//! Rows that are told apart by a key: a row that stays keeps its elements and its state, wherever it moves.

use std::rc::Rc;
use std::sync::Arc;

use leptos_framework::prelude::Owner;

use super::leptos_names::prelude::component;
use super::node::{AnyView, IntoView, Node};

/// What tells a row from the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
}

impl From<usize> for Key {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Key {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Key {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Rows in their order.
pub struct Rows {
    /// Tells the list from another one in the same place.
    pub list: Rc<()>,
    /// What owns the state of every row.
    pub parent: Owner,
    /// Keys, and how a row is drawn that is new.
    pub rows: Vec<(Key, Box<dyn Draw>)>,
}

/// A row that is not drawn yet.
pub trait Draw {
    /// Draws it.
    fn draw(self: Box<Self>) -> Node;
}

/// An item with what draws it.
struct Item<T, F>(T, Arc<F>);

impl<T, F: Fn(T) -> V, V: IntoView> Draw for Item<T, F> {
    fn draw(self: Box<Self>) -> Node {
        let Self(item, draw) = *self;
        draw(item).into_node()
    }
}

/// Draws a row for each item.
#[component]
pub fn For<T: 'static, I: IntoIterator<Item = T>, V: IntoView, K: Into<Key>>(
    /// The items.
    each: impl Fn() -> I + 'static,
    /// What tells one from the others.
    key: impl Fn(&T) -> K + 'static,
    /// Draws one.
    children: impl Fn(T) -> V + 'static,
) -> AnyView {
    let parent = Owner::current().unwrap_or_default();
    let children = Arc::new(children);
    let list = Rc::new(());
    let rows = move || {
        let row = |item: T| (key(&item).into(), Box::new(Item(item, Arc::clone(&children))) as Box<dyn Draw>);
        Node::Rows(Rows { list: Rc::clone(&list), parent: parent.clone(), rows: each().into_iter().map(row).collect() })
    };
    rows.into_node()
}
