//! A view as a value: text, an element, a list, a part that follows signals.

use std::borrow::Cow;
use std::sync::Arc;

use super::element::Element;
use super::rows::Rows;
use super::signals::{Memo, RwSignal, Signal};

/// Any view.
pub type AnyView = Node;

/// A view that is not in the document yet.
pub enum Node {
    /// Nothing to see.
    Nothing,
    /// Text.
    Text(Cow<'static, str>),
    /// An element with its children.
    Element(Box<Element>),
    /// An element that never changes, as markup.
    Inert(Inert),
    /// Views one after the other.
    Many(Vec<Node>),
    /// A part that follows signals.
    Live(Box<dyn Follow>),
    /// Rows that are told apart by a key.
    Rows(Rows),
}

/// A view that follows signals. A trait of its own: a boxed closure would bring two functions more, which nothing calls.
pub trait Follow {
    /// The view as it is now.
    fn view(&mut self) -> Node;
}

/// A closure that gives a view.
struct Closure<F>(F);

impl<F: FnMut() -> V, V: IntoView> Follow for Closure<F> {
    fn view(&mut self) -> Node {
        (self.0)().into_node()
    }
}

/// Markup of one element that the macro wrote down.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Inert {
    /// The element as HTML.
    pub markup: &'static str,
    /// Whether it stands inside of an `svg`.
    pub is_svg: bool,
}

/// What can be shown.
pub trait IntoView: Sized {
    /// The view.
    fn into_node(self) -> Node;
}

/// `into_any`, as Leptos calls it.
pub trait IntoAny {
    /// The view.
    fn into_any(self) -> AnyView;
}

impl<T: IntoView> IntoAny for T {
    fn into_any(self) -> AnyView {
        self.into_node()
    }
}

/// What the macro does with a block between elements.
pub trait IntoRender {
    /// The view.
    fn into_render(self) -> Node;
}

impl<T: IntoView> IntoRender for T {
    fn into_render(self) -> Node {
        self.into_node()
    }
}

/// What the macro does with each of several children, and with what a component returns.
pub trait IntoMaybeErased {
    /// The view.
    fn into_maybe_erased(self) -> Node;
}

impl<T: IntoView> IntoMaybeErased for T {
    fn into_maybe_erased(self) -> Node {
        self.into_node()
    }
}

/// Views of a loop as one.
pub trait CollectView {
    /// One after the other.
    fn collect_view(self) -> AnyView;
}

impl<I: IntoIterator<Item = V>, V: IntoView> CollectView for I {
    fn collect_view(self) -> AnyView {
        Node::Many(self.into_iter().map(IntoView::into_node).collect())
    }
}

/// The macro's wrapper around a whole view.
pub struct View;

impl View {
    /// The view itself.
    #[allow(clippy::new_ret_no_self, reason = "the macro writes `View::new` around every view")]
    pub fn new(view: impl IntoView) -> Node {
        view.into_node()
    }
}

/// The macro's list of children.
pub struct StaticVec;

impl StaticVec {
    /// The children.
    #[allow(clippy::should_implement_trait, reason = "the macro writes `StaticVec::from` around several children")]
    pub fn from(views: Vec<Node>) -> Node {
        Node::Many(views)
    }
}

/// The macro's name for an HTML element that never changes.
pub struct InertElement;

impl InertElement {
    /// The element of this markup.
    #[allow(clippy::new_ret_no_self, reason = "the macro writes `InertElement::new`")]
    pub fn new(markup: &'static str) -> Node {
        Node::Inert(Inert { markup, is_svg: false })
    }
}

/// The macro's name for a part of a drawing that never changes.
pub struct InertSvgElement;

impl InertSvgElement {
    /// The element of this markup.
    #[allow(clippy::new_ret_no_self, reason = "the macro writes `InertElement::new`")]
    pub fn new(markup: &'static str) -> Node {
        Node::Inert(Inert { markup, is_svg: true })
    }
}

impl Node {
    /// What the macro adds in builds for debugging; nothing needs it here.
    pub fn with_view_marker(self, _marker: &'static str) -> Self {
        self
    }
}

impl IntoView for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoView for Element {
    fn into_node(self) -> Node {
        Node::Element(Box::new(self))
    }
}

impl IntoView for () {
    fn into_node(self) -> Node {
        Node::Nothing
    }
}

impl IntoView for &'static str {
    fn into_node(self) -> Node {
        Node::Text(Cow::Borrowed(self))
    }
}

impl IntoView for String {
    fn into_node(self) -> Node {
        Node::Text(Cow::Owned(self))
    }
}

impl IntoView for Cow<'static, str> {
    fn into_node(self) -> Node {
        Node::Text(self)
    }
}

impl IntoView for Arc<str> {
    fn into_node(self) -> Node {
        Node::Text(Cow::Owned(self.to_string()))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl IntoView for $number {
            fn into_node(self) -> Node {
                Node::Text(Cow::Owned(self.to_string()))
            }
        })*
    };
}

numbers!(char, u8, u16, u32, u64, usize, i32);

impl<T: IntoView> IntoView for Option<T> {
    fn into_node(self) -> Node {
        self.map_or(Node::Nothing, IntoView::into_node)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_node(self) -> Node {
        self.collect_view()
    }
}

impl<F: FnMut() -> V + 'static, V: IntoView> IntoView for F {
    fn into_node(self) -> Node {
        Node::Live(Box::new(Closure(self)))
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {
        $(impl<T: IntoView + Clone + 'static> IntoView for $signal<T> {
            fn into_node(self) -> Node {
                (move || self.get()).into_node()
            }
        })*
    };
}

signals!(Memo, Signal, RwSignal);

macro_rules! tuples {
    ($($($part:ident)*;)*) => {
        $(impl<$($part: IntoView),*> IntoView for ($($part,)*) {
            fn into_node(self) -> Node {
                #[allow(non_snake_case, reason = "a part is named like its type")]
                let ($($part,)*) = self;
                Node::Many(vec![$($part.into_node()),*])
            }
        })*
    };
}

tuples! { A B; A B C; A B C D; }
