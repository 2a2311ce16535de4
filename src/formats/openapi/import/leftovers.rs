//! What nobody took: each value that was not understood, where what holds it was.

use super::Severity;
use super::reading::Reading;
use crate::formats::tree::Node;

/// Adds a remark for each.
pub fn tell(reading: &Reading<'_>) {
    let left: Vec<Node<'_>> = reading.all().filter(|(node, used)| !used && reading.is_marked(node.parent())).map(|(node, _)| node).collect();
    for node in left {
        let (severity, text) = words(reading, node);
        reading.say(severity, node, text);
    }
}

/// What is said of it.
fn words(reading: &Reading<'_>, node: Node<'_>) -> (Severity, String) {
    let name = node.name().unwrap_or_default();
    let holder = node.parent();
    let above = holder.name().unwrap_or_default();
    let note = |text: &str| (Severity::Note, text.to_owned());
    let warning = |text: &str| (Severity::Warning, text.to_owned());
    let in_components = holder.parent().name() == Some("components") && holder.parent().parent().id == reading.root().id;
    match name {
        _ if in_components => (Severity::Note, format!("No operation uses this part of `{above}`; it is left out.")),
        _ if name.starts_with("x-") => (Severity::Note, format!("The extension `{name}` is left out.")),
        _ if above == "headers" => warning("The design does not send this header field."),
        _ if above == "content" => warning("The design has no such representation; it answers JSON."),
        _ if above == "properties" => warning("This member has no place in the design's form of a list, or of a fixed answer."),
        "description" => note("The design keeps no words here."),
        "properties" | "items" if holder.get("properties").is_some() || holder.get("items").is_some() => {
            note("The members of an inner object are not described in the design; any object is taken.")
        }
        "additionalProperties" | "patternProperties" | "propertyNames" | "unevaluatedProperties" => {
            note("The design does not say which further members there may be.")
        }
        "oneOf" | "anyOf" | "allOf" | "not" | "if" | "then" | "else" | "discriminator" => {
            warning("The design describes one object and no alternatives here; any object is taken.")
        }
        "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" | "multipleOf" | "contains" => {
            (Severity::Warning, format!("The design has no word for `{name}`; the server does not check it."))
        }
        "format" => (Severity::Note, format!("The design does not know the format `{}`; it takes any such value.", node.text().unwrap_or_default())),
        "schema" => note("The shape of errors, and of what fits no resource, follows the design's policies, not this schema."),
        "example" | "examples" => note("This example is not kept."),
        "externalDocs" => note("Links to other documentation are left out."),
        "tags" => note("Tags are left out; the design groups by resource."),
        "servers" => warning("The design has one server; this one is left out."),
        "callbacks" => warning("Calls that the server makes are left out; see the policy Webhooks."),
        "webhooks" => warning("Webhooks are left out; see the policy Webhooks."),
        "links" => note("Links between operations are left out; see the policy Hypermedia."),
        "xml" | "encoding" => (Severity::Note, format!("How `{name}` writes it is left out.")),
        "style" | "explode" | "allowReserved" | "allowEmptyValue" => note("How a parameter is written follows the design's policies."),
        "contact" | "license" | "termsOfService" => note("The design does not keep this of `info`."),
        "default" => note("This default is not kept."),
        "required" => note("Which of these are demanded follows what the design knows."),
        "" if holder.is_list() && holder.name() == Some("servers") => warning("The design has one server; this one is left out."),
        "" if holder.is_list() && holder.name() == Some("tags") => note("Tags are left out; the design groups by resource."),
        _ => (Severity::Note, format!("`{name}` has no place in a design and is left out.")),
    }
}
