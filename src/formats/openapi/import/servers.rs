//! Where the API is: the first server's origin and path.

use super::Severity;
use super::reading::Reading;
use crate::design::Design;

/// Reads origin and base path.
pub fn locate<'t>(reading: &Reading<'t>, design: &mut Design) {
    design.base_path = String::new();
    let Some(servers) = reading.take(reading.root(), "servers") else { return };
    let Some(first) = servers.items().next() else { return };
    reading.mark(first);
    let Some(place) = reading.take(first, "url") else { return };
    let mut url = place.text().unwrap_or_default().to_owned();
    if let Some(variables) = reading.take(first, "variables") {
        for (name, variable) in variables.members() {
            reading.mark_all(variable);
            let default = variable.get("default").and_then(|value| value.text()).unwrap_or_default();
            url = url.replace(&format!("{{{name}}}"), default);
            reading.say(Severity::Note, variable, format!("The server's `{name}` is always {default} in the design."));
        }
    }
    // Without a scheme it is the one that the document itself came by (RFC 3986 section 4.2).
    if url.starts_with("//") {
        url.insert_str(0, "https:");
    }
    let (origin, path) = match url.split_once("://") {
        Some((scheme, rest)) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            (format!("{scheme}://{host}"), path.to_owned())
        }
        None => (String::new(), url.clone()),
    };
    let fits = |text: &str| !text.contains(['{', '}', '?', '#', ' ']) && !text.chars().any(char::is_control);
    match origin.as_str() {
        "" => reading.say(Severity::Note, place, format!("The server has no host; the design says {}.", design.origin)),
        _ if fits(&origin) => design.origin = origin,
        _ => reading.say(Severity::Warning, place, format!("{origin} is no origin; the design says {}.", design.origin)),
    }
    let path = format!("/{}", path.trim_matches('/'));
    match path.as_str() {
        "/" => {}
        _ if fits(&path) => design.base_path = path,
        _ => reading.say(Severity::Warning, place, format!("{path} cannot stand before every path; the design leaves it out.")),
    }
}
