//! Views inside of views: children, and what is shown on a condition.

use std::sync::Arc;

use super::leptos_names::prelude::component;
use super::node::{AnyView, IntoView, Node};
use super::signals::Memo;

/// Children that are built once.
pub type Children = Box<dyn FnOnce() -> AnyView + Send>;

/// Children that are built as often as they are shown.
pub type ChildrenFn = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// What the macro turns children into.
pub trait ToChildren<F> {
    /// The children that `f` builds.
    fn to_children(f: F) -> Self;
}

impl<F: FnOnce() -> V + Send + 'static, V: IntoView> ToChildren<F> for Children {
    fn to_children(f: F) -> Self {
        Box::new(move || f().into_node())
    }
}

impl<F: Fn() -> V + Send + Sync + 'static, V: IntoView> ToChildren<F> for ChildrenFn {
    fn to_children(f: F) -> Self {
        Arc::new(move || f().into_node())
    }
}

/// A view that a component takes instead of its own.
#[derive(Clone)]
pub struct ViewFn(ChildrenFn);

impl Default for ViewFn {
    fn default() -> Self {
        Self(Arc::new(|| Node::Nothing))
    }
}

impl<F: Fn() -> V + Send + Sync + 'static, V: IntoView> From<F> for ViewFn {
    fn from(view: F) -> Self {
        Self(Arc::new(move || view().into_node()))
    }
}

/// Shows its children while a condition holds.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Condition,
    /// What is shown while it holds.
    children: ChildrenFn,
    /// What is shown else.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> AnyView {
    let holds = Memo::new(move |_| (when.0)());
    (move || if holds.get() { children() } else { (fallback.0)() }).into_node()
}

/// Something that holds or not.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(holds: F) -> Self {
        Self(Box::new(holds))
    }
}
