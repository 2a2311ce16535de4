//! What stands in the tag of an element: attributes, classes, properties, styles, listeners.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::Arc;

use wasm_bindgen::JsCast;

use super::signals::{Memo, RwSignal, Signal};

/// One attribute, class, property, style or listener.
pub enum Attribute {
    /// `name="value"`.
    Named(&'static str, Value),
    /// A class that is there or not.
    Class(&'static str, Value),
    /// A property of the DOM element, such as the `value` of an input.
    Property(&'static str, Value),
    /// A property of the element's style.
    Style(&'static str, Value),
    /// A listener.
    On(Cow<'static, str>, Box<dyn Answer>),
    /// Is told the element.
    Reference(Box<dyn FnOnce(web_sys::Element)>),
}

/// The value of an attribute.
pub enum Value {
    /// Not there.
    Absent,
    /// There without a text, or not there.
    Flag(bool),
    /// A text.
    Text(Cow<'static, str>),
    /// One that follows signals.
    Live(Box<dyn Follow>),
}

/// A value that follows signals.
pub trait Follow {
    /// The value as it is now.
    fn value(&mut self) -> Value;
}

/// What answers an event.
pub trait Answer {
    /// Answers it.
    fn answer(&mut self, event: web_sys::Event);
}

/// A closure that gives a value.
struct Closure<F>(F);

impl<F: FnMut() -> V, V: IntoAttributeValue> Follow for Closure<F> {
    fn value(&mut self) -> Value {
        (self.0)().into_attribute_value()
    }
}

/// A closure that takes events of one type.
pub struct Listener<F, E>(pub F, pub PhantomData<fn(E)>);

impl<F: FnMut(E), E: JsCast> Answer for Listener<F, E> {
    fn answer(&mut self, event: web_sys::Event) {
        (self.0)(event.unchecked_into());
    }
}

/// What can be the value of an attribute.
pub trait IntoAttributeValue {
    /// The value.
    fn into_attribute_value(self) -> Value;
}

/// What the macro wraps closures in.
pub fn shared_function<T, F: FnMut() -> T>(function: F) -> F {
    function
}

impl IntoAttributeValue for Value {
    fn into_attribute_value(self) -> Value {
        self
    }
}

impl IntoAttributeValue for bool {
    fn into_attribute_value(self) -> Value {
        Value::Flag(self)
    }
}

impl IntoAttributeValue for &'static str {
    fn into_attribute_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoAttributeValue for String {
    fn into_attribute_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl IntoAttributeValue for Cow<'static, str> {
    fn into_attribute_value(self) -> Value {
        Value::Text(self)
    }
}

impl IntoAttributeValue for Arc<str> {
    fn into_attribute_value(self) -> Value {
        Value::Text(Cow::Owned(self.to_string()))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl IntoAttributeValue for $number {
            fn into_attribute_value(self) -> Value {
                Value::Text(Cow::Owned(self.to_string()))
            }
        })*
    };
}

numbers!(u16, u32, u64, usize, i32);

impl<T: IntoAttributeValue> IntoAttributeValue for Option<T> {
    fn into_attribute_value(self) -> Value {
        self.map_or(Value::Absent, IntoAttributeValue::into_attribute_value)
    }
}

impl<F: FnMut() -> V + 'static, V: IntoAttributeValue> IntoAttributeValue for F {
    fn into_attribute_value(self) -> Value {
        Value::Live(Box::new(Closure(self)))
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {
        $(impl<T: IntoAttributeValue + Clone + 'static> IntoAttributeValue for $signal<T> {
            fn into_attribute_value(self) -> Value {
                (move || self.get()).into_attribute_value()
            }
        })*
    };
}

signals!(Memo, Signal, RwSignal);

/// What can follow `class=` and `class:name=`.
pub trait IntoClass {
    /// The attribute.
    fn into_class(self) -> Attribute;
}

impl<V: IntoAttributeValue> IntoClass for (&'static str, V) {
    fn into_class(self) -> Attribute {
        Attribute::Class(self.0, self.1.into_attribute_value())
    }
}

impl<V: IntoAttributeValue> IntoClass for V {
    fn into_class(self) -> Attribute {
        Attribute::Named("class", self.into_attribute_value())
    }
}
