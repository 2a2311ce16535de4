//! When an endpoint is there: the versions that have it, and how it goes out of use (RFC 9745, RFC 8594).

use leptos::prelude::*;
use roundtrip::design::Endpoint;
use roundtrip::design::policy::{Lifetime, Versioning, deprecation};

use super::endpoint_form::{Form, Part, Text};
use crate::ui::workspace::workspace;

/// What stands in these rows.
#[derive(Clone, Copy)]
pub struct Life {
    since: RwSignal<String>,
    until: RwSignal<String>,
    deprecation: RwSignal<String>,
    sunset: RwSignal<String>,
    successor: RwSignal<String>,
    documentation: RwSignal<String>,
    versioning: StoredValue<Versioning>,
}

impl Life {
    /// As the endpoint has it.
    pub fn of(endpoint: &Endpoint) -> Self {
        let life = &endpoint.lifetime;
        Self {
            since: RwSignal::new(endpoint.since.clone()),
            until: RwSignal::new(endpoint.until.clone()),
            deprecation: RwSignal::new(life.since.clone()),
            sunset: RwSignal::new(life.sunset.clone()),
            successor: RwSignal::new(life.successor.clone()),
            documentation: RwSignal::new(life.documentation.clone()),
            versioning: StoredValue::new(workspace().design.with_untracked(|design| design.policies.versioning.clone())),
        }
    }

    /// The lifetime, the first version and the last one; or what is wrong, and where.
    pub fn read(&self) -> Result<(Lifetime, String, String), (Part, String)> {
        let text = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let date = |signal: RwSignal<String>, part: Part| {
            let text = text(signal);
            match text.is_empty() || deprecation::seconds(&text).is_some() {
                true => Ok(text),
                false => Err((part, format!("`{text}` is no date. Write it as 2026-03-14 or 2026-03-14T09:41:00Z."))),
            }
        };
        let address = |signal: RwSignal<String>, part: Part| {
            let text = text(signal);
            let fits = text.is_empty() || text.starts_with('/') || text.contains("://");
            match fits && !text.contains(char::is_whitespace) {
                true => Ok(text),
                false => Err((part, format!("`{text}` is no address. Begin with a slash or with https://."))),
            }
        };
        let version = |signal: RwSignal<String>, part: Part| {
            let text = text(signal);
            let versioning = self.versioning.get_value();
            match text.is_empty() || !versioning.lives() || versioning.find(&text).is_some() {
                true => Ok(text),
                false => Err((part, format!("`{text}` is no version of this API. It has {}.", versioning.versions.join(", ")))),
            }
        };
        let lifetime = Lifetime {
            since: date(self.deprecation, Part::Life("deprecation"))?,
            sunset: date(self.sunset, Part::Life("sunset"))?,
            successor: address(self.successor, Part::Life("successor"))?,
            documentation: address(self.documentation, Part::Life("documentation"))?,
        };
        Ok((lifetime, version(self.since, Part::Life("since"))?, version(self.until, Part::Life("until"))?))
    }
}

/// The rows, folded away while nothing is said in them.
#[component]
pub fn LifeRows(form: Form) -> impl IntoView {
    let life = form.life;
    let said = [life.since, life.until, life.deprecation, life.sunset, life.successor, life.documentation];
    let open = said.iter().any(|signal| signal.with_untracked(|text| !text.is_empty()));
    view! {
        <details open=open>
            <summary>"Versions and end of life"</summary>
            <div class="fields fields-2">
                <Text form part=Part::Life("since") value=life.since id="ep-since" label="First version that has it"/>
                <Text form part=Part::Life("until") value=life.until id="ep-until" label="Last version that has it"/>
                <Text form part=Part::Life("deprecation") value=life.deprecation id="ep-deprecation" label="Deprecated since" placeholder=example("2026-03-14")/>
                <Text form part=Part::Life("sunset") value=life.sunset id="ep-sunset" label="Ends on" placeholder=example("2026-12-31")/>
                <Text form part=Part::Life("successor") value=life.successor id="ep-successor" label="Successor" placeholder=example("/v2/bookings/{id}")/>
                <Text form part=Part::Life("documentation") value=life.documentation id="ep-about" label="Page about it" placeholder=example("https://docs.example/moving")/>
            </div>
        </details>
    }
}

fn example(text: &'static str) -> Signal<String> {
    Signal::derive(move || text.to_owned())
}
