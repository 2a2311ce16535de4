//! The content of requests: whether it has to be there, and in which media types.

use super::{At, Gathered};
use crate::compare::Level;
use crate::compare::values::{Path, Side, Spot, Values};
use crate::compare::words::{self, sentence};
use crate::design::contract::{Body, Content, Contract};

/// Compares what a call takes.
pub fn body(at: At<'_>, old: &Contract, new: &Contract, gathered: &mut Gathered<'_>) {
    let label = at.old.label();
    let nothing = Body::default();
    let (before, after) = match (&at.old.body, &at.new.body) {
        (None, None) => return,
        (None, Some(after)) => {
            let said = |text: &str| [format!("{label} takes content now{text}"), String::new(), types(after)];
            match after.required {
                true => gathered.add(
                    "request-body-added-required",
                    Level::Breaking,
                    at.old,
                    said(", and has to get it"),
                    "Clients that send none are refused.",
                ),
                false => gathered.add("request-body-added-optional", Level::Additive, at.old, said(""), "Nobody breaks: it may be left out."),
            }
            return;
        }
        (Some(before), after) => (before, after.as_ref().unwrap_or(&nothing)),
    };
    if at.new.body.is_none() {
        let who = "Clients that send content are not heard any more, or refused.";
        gathered.add(
            "request-body-removed",
            Level::Breaking,
            at.old,
            [format!("{label} takes no content any more"), types(before), String::new()],
            who,
        );
        return;
    }
    if before.required != after.required {
        let said = |text: &str| [format!("The content of {label} {text}"), String::new(), String::new()];
        match after.required {
            true => {
                gathered.add("request-body-became-required", Level::Breaking, at.old, said("is required now"), "Clients that send none are refused.")
            }
            false => gathered.add("request-body-became-optional", Level::Additive, at.old, said("is optional now"), "Nobody breaks."),
        }
    }
    let mut values = Values::new(old, new, Side::Request, Spot::Body);
    for content in &before.contents {
        let Some(other) = of_type(&after.contents, &content.media_type) else {
            let who = format!("Clients that send {} get 415 Unsupported Media Type.", content.media_type);
            let said = [format!("{label} no longer takes {}", content.media_type), content.media_type.clone(), String::new()];
            gathered.add("request-body-media-type-removed", Level::Breaking, at.old, said, &who);
            continue;
        };
        match (content.schema, other.schema) {
            (Some(from), Some(to)) => {
                values.loose = !content.media_type.contains("json");
                values.compare(from, to, &Path::new());
            }
            (None, Some(to)) if !words::kind(new.schema(to)).is_empty() => {
                let said = [format!("{label} says now what its content looks like"), String::new(), words::kind(new.schema(to))];
                gathered.add("request-body-media-type-schema-added", Level::Breaking, at.old, said, "Clients that send anything else are refused.");
            }
            _ => {}
        }
    }
    for content in after.contents.iter().filter(|content| of_type(&before.contents, &content.media_type).is_none()) {
        let said = [format!("{label} takes {} too", content.media_type), String::new(), content.media_type.clone()];
        gathered.add("request-body-media-type-added", Level::Additive, at.old, said, "Nobody breaks: what was sent before is still taken.");
    }
    gathered.values(at.old, values.found);
}

/// The content of this type; parameters of the type count only where two differ in nothing else.
pub fn of_type<'a>(contents: &'a [Content], wanted: &str) -> Option<&'a Content> {
    let plain = |text: &str| text.split(';').next().unwrap_or_default().trim().to_owned();
    let exact = contents.iter().find(|content| content.media_type == wanted);
    exact.or_else(|| contents.iter().find(|content| plain(&content.media_type) == plain(wanted)))
}

fn types(body: &Body) -> String {
    sentence(&body.contents.iter().map(|content| content.media_type.clone()).collect::<Vec<_>>().join(", "))
}
