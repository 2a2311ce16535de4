//! An element in the making, and the way to it once it is in the document.

use std::marker::PhantomData;

use leptos_framework::ev::EventDescriptor;
use wasm_bindgen::JsCast;

use super::attribute::{Attribute, IntoAttributeValue, IntoClass, Listener};
use super::node::{IntoView, Node};
use super::signals::RwSignal;

/// An element with what stands in its tag and between its tags.
pub struct Element {
    /// Its name: `div`.
    pub tag: &'static str,
    /// Whether it is drawn: SVG has a namespace of its own.
    pub is_svg: bool,
    /// What stands in its tag.
    pub attributes: Vec<Attribute>,
    /// What stands between its tags.
    pub children: Vec<Node>,
}

impl Element {
    /// An HTML element with nothing in it.
    pub fn html(tag: &'static str) -> Self {
        Self { tag, is_svg: false, attributes: Vec::new(), children: Vec::new() }
    }

    /// An SVG element with nothing in it.
    pub fn svg(tag: &'static str) -> Self {
        Self { is_svg: true, ..Self::html(tag) }
    }

    /// Puts a view, or several, between its tags.
    pub fn child(self, child: impl IntoView) -> Self {
        self.with_child(child.into_node())
    }

    /// Sets an attribute of any name.
    pub fn attr(self, name: &'static str, value: impl IntoAttributeValue) -> Self {
        self.with(Attribute::Named(name, value.into_attribute_value()))
    }

    /// Sets `class`, or one class with a condition.
    pub fn class(self, class: impl IntoClass) -> Self {
        self.with(class.into_class())
    }

    /// Sets a property of the element's style.
    pub fn style<V: IntoAttributeValue>(self, (name, value): (&'static str, V)) -> Self {
        self.with(Attribute::Style(name, value.into_attribute_value()))
    }

    /// Sets a property of the DOM element.
    pub fn prop(self, name: &'static str, value: impl IntoAttributeValue) -> Self {
        self.with(Attribute::Property(name, value.into_attribute_value()))
    }

    /// Listens to an event.
    pub fn on<E: EventDescriptor>(self, event: E, answer: impl FnMut(E::EventType) + 'static) -> Self
    where
        E::EventType: JsCast + 'static,
    {
        self.with(Attribute::On(event.name(), Box::new(Listener(answer, PhantomData))))
    }

    /// Keeps the way to the element.
    pub fn node_ref<T: JsCast + Clone + 'static>(self, reference: NodeRef<T>) -> Self {
        self.with(Attribute::Reference(Box::new(move |element| reference.0.set(Some(element)))))
    }

    #[inline(never)]
    fn with(mut self, attribute: Attribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn with_child(mut self, child: Node) -> Self {
        match child {
            Node::Many(children) if self.children.is_empty() => self.children = children,
            child => self.children.push(child),
        }
        self
    }
}

/// The way to an element of a view, once that is built.
pub struct NodeRef<T>(RwSignal<Option<web_sys::Element>>, PhantomData<fn() -> T>);

impl<T> Clone for NodeRef<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for NodeRef<T> {}

impl<T: JsCast> Default for NodeRef<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: JsCast> NodeRef<T> {
    /// One that leads nowhere yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None), PhantomData)
    }

    /// The element, unless the view is gone. Tracked.
    pub fn get(self) -> Option<T> {
        self.0.try_get().flatten().map(JsCast::unchecked_into)
    }

    /// The element now.
    pub fn get_untracked(self) -> Option<T> {
        self.0.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }
}
