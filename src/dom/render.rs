//! Puts views into the document and keeps them as they should be.

mod attributes;
mod keyed;

use std::borrow::Cow;
use std::mem;

use leptos_framework::prelude::{Owner, RenderEffect};
use wasm_bindgen::JsCast;

use self::attributes::AttributeState;
use self::keyed::RowsState;
use super::element::Element;
use super::node::{Follow, Inert, IntoView, Node};

/// A view that is in the document.
pub enum State {
    /// Nothing, marked by a comment so that something can take its place.
    Nothing(web_sys::Node),
    /// A text.
    Text(web_sys::Node, Cow<'static, str>),
    /// An element.
    Element(Box<ElementState>),
    /// An element that never changes.
    Inert(web_sys::Node, Inert),
    /// Several, at least one.
    Many(Vec<State>),
    /// A part that follows signals.
    Live(RenderEffect<State>),
    /// Rows.
    Rows(RowsState),
}

/// An element that is in the document.
pub struct ElementState {
    element: web_sys::Element,
    tag: &'static str,
    attributes: Vec<AttributeState>,
    children: Vec<State>,
}

/// Shows a view as the content of an element, for as long as the page lives.
pub fn mount_to<V: IntoView>(parent: &web_sys::Element, view: impl FnOnce() -> V) {
    // An error means that the executor is there already.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let state = owner.with(|| build(view().into_node()));
    state.mount(parent, None);
    mem::forget(state);
    mem::forget(owner);
}

/// Makes a view, outside of the document.
pub fn build(node: Node) -> State {
    match node {
        Node::Nothing => State::Nothing(marker()),
        Node::Text(text) => State::Text(text_node(&text), text),
        Node::Element(element) => State::Element(Box::new(build_element(*element))),
        Node::Inert(inert) => State::Inert(parse(inert), inert),
        Node::Many(nodes) if nodes.is_empty() => State::Many(vec![State::Nothing(marker())]),
        Node::Many(nodes) => State::Many(nodes.into_iter().map(build).collect()),
        Node::Live(follow) => live(follow, None),
        Node::Rows(rows) => State::Rows(RowsState::build(rows)),
    }
}

/// Changes what is in the document to what it should be now.
pub fn rebuild(node: Node, state: &mut State) {
    match (node, &mut *state) {
        (Node::Nothing, State::Nothing(_)) => {}
        (Node::Text(new), State::Text(node, old)) => {
            if new != *old {
                node.set_node_value(Some(&new));
                *old = new;
            }
        }
        (Node::Inert(new), State::Inert(_, old)) if new == *old => {}
        (Node::Element(new), State::Element(old)) if old.fits(&new) => old.rebuild(*new),
        (Node::Many(new), State::Many(old)) => rebuild_many(new, old),
        (Node::Live(follow), State::Live(effect)) => {
            let before = effect.take_value();
            *state = live(follow, before);
        }
        (Node::Rows(new), State::Rows(old)) => old.rebuild(new),
        (node, _) => {
            let new = build(node);
            new.insert_before(state);
            mem::replace(state, new).unmount();
        }
    }
}

impl State {
    /// Puts it into an element, before one of its nodes or at the end.
    pub fn mount(&self, parent: &web_sys::Node, before: Option<&web_sys::Node>) {
        self.each_node(&mut |node| {
            // Fails only where `before` stands elsewhere, which it does not.
            let _ = parent.insert_before(node, before);
        });
    }

    /// Takes it out of the document, for good.
    pub fn unmount(self) {
        self.each_node(&mut remove);
        self.end();
    }

    /// Ends every effect in it now. Dropping an effect is not enough: its task keeps the state, and the effects in there, until
    /// it is polled again, and by then what they read may be gone.
    fn end(self) {
        match self {
            Self::Nothing(_) | Self::Text(..) | Self::Inert(..) => {}
            Self::Element(element) => element.children.into_iter().for_each(Self::end),
            Self::Many(states) => states.into_iter().for_each(Self::end),
            Self::Live(effect) => {
                if let Some(state) = effect.take_value() {
                    state.end();
                }
            }
            Self::Rows(rows) => rows.end(),
        }
    }

    /// Puts it before another that may be in the document.
    fn insert_before(&self, other: &State) {
        if let Some((parent, first)) = other.first_node().and_then(|first| Some((first.parent_node()?, first))) {
            self.mount(&parent, Some(&first));
        }
    }

    /// Its first node.
    pub fn first_node(&self) -> Option<web_sys::Node> {
        self.end_node(true)
    }

    /// Its last node.
    pub fn last_node(&self) -> Option<web_sys::Node> {
        self.end_node(false)
    }

    fn end_node(&self, first: bool) -> Option<web_sys::Node> {
        match self {
            Self::Nothing(node) | Self::Text(node, _) | Self::Inert(node, _) => Some(node.clone()),
            Self::Element(element) => Some(element.element.clone().into()),
            Self::Many(states) => if first { states.first() } else { states.last() }?.end_node(first),
            Self::Live(effect) => effect.with_value_mut(|state| state.end_node(first)).flatten(),
            Self::Rows(rows) => rows.end_node(first),
        }
    }

    /// Calls something with each of its outermost nodes, in order.
    fn each_node(&self, call: &mut dyn FnMut(&web_sys::Node)) {
        match self {
            Self::Nothing(node) | Self::Text(node, _) | Self::Inert(node, _) => call(node),
            Self::Element(element) => call(&element.element),
            Self::Many(states) => states.iter().for_each(|state| state.each_node(call)),
            Self::Live(effect) => {
                effect.with_value_mut(|state| state.each_node(call));
            }
            Self::Rows(rows) => rows.each_node(call),
        }
    }
}

impl ElementState {
    /// Whether an element has the shape of this one: then it may take its place without a new element.
    fn fits(&self, new: &Element) -> bool {
        self.tag == new.tag
            && self.children.len() == new.children.len()
            && self.attributes.len() == new.attributes.len()
            && self.attributes.iter().zip(&new.attributes).all(|(old, new)| old.fits(new))
    }

    fn rebuild(&mut self, new: Element) {
        for (attribute, state) in new.attributes.into_iter().zip(&mut self.attributes) {
            state.rebuild(attribute, &self.element);
        }
        for (child, state) in new.children.into_iter().zip(&mut self.children) {
            rebuild(child, state);
        }
    }
}

fn build_element(new: Element) -> ElementState {
    let document = document();
    let created = if new.is_svg { document.create_element_ns(Some("http://www.w3.org/2000/svg"), new.tag) } else { document.create_element(new.tag) };
    // Fails only for a name that is none, and the names are a list in `tags`.
    let element = created.unwrap_or_else(|_| marker().unchecked_into());
    // Children before attributes: the value of a `select` needs its options.
    let children: Vec<State> = new.children.into_iter().map(build).collect();
    for child in &children {
        child.mount(&element, None);
    }
    let attributes = new.attributes.into_iter().map(|attribute| AttributeState::build(attribute, &element)).collect();
    ElementState { element, tag: new.tag, attributes, children }
}

fn rebuild_many(new: Vec<Node>, old: &mut Vec<State>) {
    let new = if new.is_empty() { vec![Node::Nothing] } else { new };
    let count = new.len();
    let mut behind = None;
    for (index, node) in new.into_iter().enumerate() {
        match old.get_mut(index) {
            Some(state) => rebuild(node, state),
            None => {
                let behind = behind.get_or_insert_with(|| Behind::of(old.last()));
                let state = build(node);
                behind.put(&state);
                old.push(state);
            }
        }
    }
    old.drain(count.min(old.len())..).for_each(State::unmount);
}

/// The place behind a view.
struct Behind(Option<(web_sys::Node, Option<web_sys::Node>)>);

impl Behind {
    fn of(state: Option<&State>) -> Self {
        Self(state.and_then(State::last_node).and_then(|last| Some((last.parent_node()?, last.next_sibling()))))
    }

    fn put(&self, state: &State) {
        if let Some((parent, next)) = &self.0 {
            state.mount(parent, next.as_ref());
        }
    }
}

/// An effect that builds, and from then on changes, what a function gives.
fn live(mut follow: Box<dyn Follow>, before: Option<State>) -> State {
    let run = move |before: Option<State>| {
        let node = follow.view();
        match before {
            Some(mut state) => {
                rebuild(node, &mut state);
                state
            }
            None => build(node),
        }
    };
    State::Live(RenderEffect::new_with_value(run, before))
}

fn parse(inert: Inert) -> web_sys::Node {
    let document = document();
    let Ok(template) = document.create_element("template") else { return marker() };
    let content = |template: &web_sys::Element| template.unchecked_ref::<web_sys::HtmlTemplateElement>().content().first_child();
    let found = if inert.is_svg {
        template.set_inner_html(&format!("<svg>{}</svg>", inert.markup));
        content(&template).and_then(|svg| svg.first_child())
    } else {
        template.set_inner_html(inert.markup);
        content(&template)
    };
    // The content of a template belongs to a document of its own.
    found.and_then(|node| document.adopt_node(&node).ok()).unwrap_or_else(marker)
}

fn text_node(text: &str) -> web_sys::Node {
    document().create_text_node(text).into()
}

/// A node that marks a place.
fn marker() -> web_sys::Node {
    document().create_comment("").into()
}

fn remove(node: &web_sys::Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

fn document() -> web_sys::Document {
    thread_local! {
        static DOCUMENT: web_sys::Document = web_sys::window().and_then(|window| window.document()).unwrap_or_else(|| wasm_bindgen::JsValue::NULL.unchecked_into());
    }
    DOCUMENT.with(Clone::clone)
}
