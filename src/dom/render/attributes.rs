//! Attributes, classes, properties, styles and listeners of an element that is in the document.

use std::mem;

use leptos_framework::prelude::RenderEffect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::dom::attribute::{Answer, Attribute, Follow, Value};

/// One of them.
pub enum AttributeState {
    /// Something with a value.
    Valued(Place, ValueState),
    /// A listener.
    On(String, Closure<dyn FnMut(web_sys::Event)>),
    /// Something was told the element.
    Reference,
}

/// What a value belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Place {
    kind: Kind,
    name: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Attribute,
    Class,
    Property,
    Style,
}

/// A value that was set.
pub enum ValueState {
    /// It stays.
    Set(Value),
    /// It follows signals.
    Live(RenderEffect<Value>),
}

impl AttributeState {
    /// Sets an attribute of a new element.
    pub fn build(attribute: Attribute, element: &web_sys::Element) -> Self {
        match place_and_value(attribute) {
            Ok((place, value)) => Self::Valued(place, set(place, value, Value::Absent, element)),
            Err(Attribute::On(name, answer)) => listen(name.into_owned(), answer, element),
            Err(Attribute::Reference(tell)) => {
                tell(element.clone());
                Self::Reference
            }
            Err(_) => Self::Reference,
        }
    }

    /// Whether an attribute can take the place of this one.
    pub fn fits(&self, new: &Attribute) -> bool {
        match (self, new) {
            (Self::Valued(place, _), new) => place_of(new) == Some(*place),
            (Self::On(name, _), Attribute::On(new, _)) => name == new,
            (Self::Reference, Attribute::Reference(_)) => true,
            _ => false,
        }
    }

    /// Sets what differs.
    pub fn rebuild(&mut self, new: Attribute, element: &web_sys::Element) {
        match (&mut *self, place_and_value(new)) {
            (Self::Valued(place, state), Ok((_, value))) => {
                let before = match mem::replace(state, ValueState::Set(Value::Absent)) {
                    ValueState::Set(value) => value,
                    ValueState::Live(effect) => effect.take_value().unwrap_or(Value::Absent),
                };
                *state = set(*place, value, before, element);
            }
            (Self::On(name, closure), Err(Attribute::On(_, answer))) => {
                let _ = element.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
                *self = listen(mem::take(name), answer, element);
            }
            (_, Err(Attribute::Reference(tell))) => tell(element.clone()),
            _ => {}
        }
    }
}

fn place_of(attribute: &Attribute) -> Option<Place> {
    let (kind, name) = match attribute {
        Attribute::Named(name, _) => (Kind::Attribute, *name),
        Attribute::Class(name, _) => (Kind::Class, *name),
        Attribute::Property(name, _) => (Kind::Property, *name),
        Attribute::Style(name, _) => (Kind::Style, *name),
        Attribute::On(..) | Attribute::Reference(_) => return None,
    };
    Some(Place { kind, name })
}

fn place_and_value(attribute: Attribute) -> Result<(Place, Value), Attribute> {
    match (place_of(&attribute), attribute) {
        (Some(place), Attribute::Named(_, value) | Attribute::Class(_, value) | Attribute::Property(_, value) | Attribute::Style(_, value)) => {
            Ok((place, value))
        }
        (_, attribute) => Err(attribute),
    }
}

fn listen(name: String, mut answer: Box<dyn Answer>, element: &web_sys::Element) -> AttributeState {
    let closure = Closure::new(move |event| answer.answer(event));
    let _ = element.add_event_listener_with_callback(&name, closure.as_ref().unchecked_ref());
    AttributeState::On(name, closure)
}

fn set(place: Place, value: Value, before: Value, element: &web_sys::Element) -> ValueState {
    match value {
        Value::Live(mut follow) => {
            let element = element.clone();
            let run = move |before: Option<Value>| {
                let value = settled(&mut *follow);
                write(place, &value, &before.unwrap_or(Value::Absent), &element);
                value
            };
            ValueState::Live(RenderEffect::new_with_value(run, Some(before)))
        }
        value => {
            write(place, &value, &before, element);
            ValueState::Set(value)
        }
    }
}

/// The value that a function gives, and that this gives, until one stays.
fn settled(follow: &mut dyn Follow) -> Value {
    match follow.value() {
        Value::Live(mut follow) => settled(&mut *follow),
        value => value,
    }
}

fn write(place: Place, value: &Value, before: &Value, element: &web_sys::Element) {
    if value.is(before) {
        return;
    }
    let Place { kind, name } = place;
    // Refusals concern names that are none, and the names are written in `view!`.
    let _ = match (kind, value) {
        (Kind::Attribute, Value::Text(text)) => element.set_attribute(name, text),
        (Kind::Attribute, Value::Flag(true)) => element.set_attribute(name, ""),
        (Kind::Attribute, _) => element.remove_attribute(name),
        (Kind::Class, Value::Flag(true)) => element.class_list().add_1(name),
        (Kind::Class, _) => element.class_list().remove_1(name),
        (Kind::Property, value) => js_sys::Reflect::set(element, &name.into(), &value.to_js()).map(|_| ()),
        (Kind::Style, Value::Text(text)) => style(element).set_property(name, text),
        (Kind::Style, _) => style(element).remove_property(name).map(|_| ()),
    };
}

fn style(element: &web_sys::Element) -> web_sys::CssStyleDeclaration {
    element.unchecked_ref::<web_sys::HtmlElement>().style()
}

impl Value {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Flag(a), Self::Flag(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            _ => false,
        }
    }

    fn to_js(&self) -> JsValue {
        match self {
            Self::Text(text) => JsValue::from_str(text),
            Self::Flag(flag) => JsValue::from_bool(*flag),
            Self::Absent | Self::Live(_) => JsValue::UNDEFINED,
        }
    }
}
