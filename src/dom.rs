//! What `view!` makes: a tree of plain values, built into the document by one renderer.
//!
//! `view!` and `#[component]` are Leptos's, and so is everything reactive. Leptos's own views are types, and the code that builds
//! and compares them is compiled for each of them: half the weight of this page. Here every view is a [`Node`], so that code
//! exists once. The macros name what they use `::leptos::...`; `main.rs` lets this program stand for that name, and
//! [`leptos_names`] holds all that the macros may ask for. What they do not ask for has no place here.
//!
//! A view is built into a [`render::State`]. A part that follows signals is an effect whose value is that state: when it runs
//! again, the new view is compared with the old one and only what differs is changed, so that elements, their focus and their
//! scroll position stay where the shape of the view stays.

pub mod attribute;
pub mod control;
pub mod element;
pub mod node;
pub mod render;
pub mod rows;
pub mod signals;
pub mod tags;

/// The names under which Leptos's macros look for things.
pub mod leptos_names {
    pub use leptos_framework::{component, ev, reactive, task, typed_builder, typed_builder_macro};

    #[allow(unused_imports, reason = "the macro asks for it where an attribute is a closure")]
    pub use crate::dom::attribute::shared_function as __as_shared_reactive_fn;

    /// The types of children.
    pub mod children {
        pub use crate::dom::control::ToChildren;
    }

    /// Elements for [`NodeRef`](crate::dom::element::NodeRef).
    pub mod html {
        pub use web_sys::{
            HtmlDialogElement as Dialog, HtmlElement as Div, HtmlElement as Ol, HtmlElement as Section, HtmlInputElement as Input,
            HtmlTextAreaElement as Textarea,
        };
    }

    /// What `view!` builds with.
    pub mod tachys {
        /// HTML.
        pub mod html {
            pub use crate::dom::node::InertElement;
            pub use crate::dom::tags::html as element;
            pub use leptos_framework::ev as event;
        }
        /// SVG.
        pub mod svg {
            pub use crate::dom::node::InertSvgElement as InertElement;
            pub use crate::dom::tags::svg::*;
        }
        /// Lists of views.
        pub mod view {
            /// Lists of views.
            pub mod iterators {
                pub use crate::dom::node::StaticVec;
            }
        }
    }

    /// What every file of the page uses.
    pub mod prelude {
        pub use leptos_framework::prelude::{
            Callable, Callback, Effect, IntoReactiveValue, component, event_target_checked, event_target_value, expect_context, on_cleanup,
            provide_context, untrack, view, window_event_listener,
        };

        pub use crate::dom::attribute::IntoAttributeValue;
        pub use crate::dom::control::{Children, Show};
        pub use crate::dom::element::NodeRef;
        pub use crate::dom::node::{AnyView, CollectView, IntoAny, IntoMaybeErased, IntoRender, IntoView, View};
        pub use crate::dom::render::mount_to;
        pub use crate::dom::rows::For;
        pub use crate::dom::signals::{Memo, RwSignal, Signal, StoredValue};
    }
}
