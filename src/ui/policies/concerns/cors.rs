//! Pages of other origins.

use roundtrip::design::policy::Origins;

use crate::ui::policies::controls::Choice;
use crate::ui::policies::form::{Control, Field, Form, toggle};
use crate::ui::policies::list_field::{origin_or_null, token};

pub static FORM: Form = Form {
    about: "Which pages of other origins may call from a browser, and what they may read. Programs are not concerned.",
    fact: |policies| match &policies.cors.origins {
        Origins::None => "no other origin".to_owned(),
        Origins::List(list) if list.len() == 1 => "1 origin".to_owned(),
        Origins::List(list) => format!("{} origins", list.len()),
        Origins::Any => "any origin".to_owned(),
        Origins::Reflected => "any origin, echoed".to_owned(),
    },
    fields: &[
        Field {
            label: "Who may read answers",
            shown: |_| true,
            control: Control::Choice {
                choices: &[
                    Choice { label: "A list of origins", means: "Browsers hand answers to pages of these origins and of no other." },
                    Choice { label: "No other origin", means: "Pages of other origins never see an answer." },
                    Choice { label: "Every origin: *", means: "Every page may read, never with cookies. Right for public data." },
                    Choice { label: "Every origin, echoed (weak)", means: "Any page may act with the visitor's cookies. This is a hole." },
                ],
                get: |policies| {
                    Some(match policies.cors.origins {
                        Origins::List(_) => 0,
                        Origins::None => 1,
                        Origins::Any => 2,
                        Origins::Reflected => 3,
                    })
                },
                set: |policies, index| {
                    policies.cors.origins = match index {
                        0 => Origins::List(Vec::new()),
                        1 => Origins::None,
                        2 => Origins::Any,
                        _ => Origins::Reflected,
                    }
                },
            },
        },
        Field {
            label: "Origins",
            shown: |policies| matches!(policies.cors.origins, Origins::List(_)),
            control: Control::List {
                item: "origin",
                example: "https://app.example",
                empty: "No origin yet: pages of other origins see nothing.",
                get: |policies| if let Origins::List(list) = &policies.cors.origins { list.clone() } else { Vec::new() },
                check: origin_or_null,
                set: |policies, list| policies.cors.origins = Origins::List(list),
            },
        },
        toggle!(
            "Cookies and other credentials may come along",
            cors.credentials,
            "Pages that send cookies can read the answer.",
            "A page that sends cookies cannot read the answer."
        ),
        Field {
            label: "Methods that a preflight allows",
            shown: |_| true,
            control: Control::List {
                item: "method",
                example: "PATCH",
                empty: "Only GET, HEAD and POST work from pages: they need no permission.",
                get: |policies| policies.cors.methods.clone(),
                check: token,
                set: |policies, list| policies.cors.methods = list,
            },
        },
        Field {
            label: "Request headers that a preflight allows",
            shown: |_| true,
            control: Control::List {
                item: "request header",
                example: "Authorization",
                empty: "Pages can send neither tokens nor JSON.",
                get: |policies| policies.cors.headers.clone(),
                check: token,
                set: |policies, list| policies.cors.headers = list,
            },
        },
        Field {
            label: "Response headers that a page may read",
            shown: |_| true,
            control: Control::List {
                item: "response header",
                example: "ETag",
                empty: "Pages read the few safelisted ones, such as Content-Type.",
                get: |policies| policies.cors.expose.clone(),
                check: token,
                set: |policies, list| policies.cors.expose = list,
            },
        },
        Field {
            label: "Say how long browsers may keep a preflight",
            shown: |_| true,
            control: Control::Toggle {
                means: ("One preflight serves many requests.", "Browsers ask again after five seconds."),
                get: |policies| policies.cors.max_age.is_some(),
                set: |policies, on| policies.cors.max_age = on.then_some(600),
            },
        },
        Field {
            label: "Preflight kept for",
            shown: |policies| policies.cors.max_age.is_some(),
            control: Control::Number {
                unit: "seconds",
                limits: (0, 86_400),
                means: "Chrome keeps it for two hours at most, Firefox for a day.",
                get: |policies| policies.cors.max_age.unwrap_or_default(),
                set: |policies, number| policies.cors.max_age = Some(number),
            },
        },
    ],
};
