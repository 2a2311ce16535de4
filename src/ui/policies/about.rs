//! What the API is called and where it stands, and the brief: what it is for.

use leptos::prelude::*;
use roundtrip::design::brief::{Brief, Exposure};
use roundtrip::design::{Design, Edit};
use roundtrip::rules::PROFILES;

use super::controls::{Choice, ChoiceField, TextField, whole_number};
use super::list_field;
use crate::ui::workspace::{Workspace, workspace};

/// Name, summary, origin, base path.
#[component]
pub fn ApiForm() -> impl IntoView {
    let workspace = workspace();
    let read = |get: fn(&Design) -> String| Memo::new(move |_| workspace.design.with(|design| get(design)));
    let describe = move |burst: &'static str, change: fn(&mut (String, String), String), text: String| {
        let mut parts = workspace.design.with_untracked(|design| (design.name.clone(), design.summary.clone()));
        change(&mut parts, text);
        told(workspace.edit_burst(burst, vec![Edit::Describe { name: parts.0, summary: parts.1 }]))
    };
    let locate = move |burst: &'static str, change: fn(&mut (String, String), String), text: String| {
        let mut parts = workspace.design.with_untracked(|design| (design.origin.clone(), design.base_path.clone()));
        change(&mut parts, text);
        told(workspace.edit_burst(burst, vec![Edit::Locate { origin: parts.0, base_path: parts.1 }]))
    };
    let name = Callback::new(move |text: String| match text.trim().is_empty() {
        true => Err("Write a name first.".to_owned()),
        false => describe("api-name", |parts, text| parts.0 = text, text),
    });
    let summary = Callback::new(move |text: String| describe("api-summary", |parts, text| parts.1 = text, text));
    let origin = Callback::new(move |text: String| {
        let text = text.trim().trim_end_matches('/').to_owned();
        list_field::origin(&text)?;
        locate("api-origin", |parts, text| parts.0 = text, text)
    });
    let base = Callback::new(move |text: String| {
        let fits = text.is_empty() || text.starts_with('/') && !text.contains([' ', '?', '#']);
        if !fits {
            return Err("Begin with a slash and leave out spaces, ? and #; or leave it empty.".to_owned());
        }
        locate("api-base", |parts, text| parts.1 = text, text)
    });
    view! {
        <TextField id="api-name" label="Name" value=read(|design| design.name.clone()) on_text=name/>
        <TextField id="api-summary" label="Summary" hint="One or two sentences; they open the exported documents." long=true value=read(|design| design.summary.clone()) on_text=summary/>
        <TextField id="api-origin" label="Origin" hint="What clients see: scheme, host, perhaps a port." value=read(|design| design.origin.clone()) on_text=origin/>
        <TextField id="api-base" label="Base path" hint="Stands before every path, such as /v1." value=read(|design| design.base_path.clone()) on_text=base/>
    }
}

/// The questions that come before a design.
#[component]
pub fn BriefForm() -> impl IntoView {
    view! {
        <p class="hint">"Rules read these answers: what is right for a public API can be too much inside a house."</p>
        <Words id="brief-users" label="Who uses it" hint="People and programs, such as guests, hotel staff, travel agencies." get=|brief| brief.users.clone() set=|brief, text| brief.users = text/>
        <ExposureField/>
        <Amount id="brief-peak" label="Requests at the peak" unit="per second" most=1_000_000 get=|brief| brief.peak_per_second set=|brief, number| brief.peak_per_second = number/>
        <Amount id="brief-instances" label="Server instances" unit="share the load" most=10_000
            get=|brief| brief.instances.map(u32::from) set=|brief, number| brief.instances = number.and_then(|number| u16::try_from(number).ok())/>
        <YesNo id="brief-consistency" label="Must a read see the latest write" get=|brief| brief.strong_consistency set=|brief, answer| brief.strong_consistency = answer/>
        <YesNo id="brief-events" label="Do clients wait for events" get=|brief| brief.real_time set=|brief, answer| brief.real_time = answer/>
        <YesNo id="brief-money" label="Does money move" get=|brief| brief.money set=|brief, answer| brief.money = answer/>
        <Words id="brief-compliance" label="Rules of law or contract" hint="Such as GDPR or PCI DSS." get=|brief| brief.compliance.clone() set=|brief, text| brief.compliance = text/>
        <ProfileField/>
        <Amount id="brief-months" label="A released client stays in use" unit="months" most=600
            get=|brief| brief.client_months.map(u32::from) set=|brief, number| brief.client_months = number.and_then(|number| u16::try_from(number).ok())/>
    }
}

/// How many of the nine questions are answered.
pub fn answered(brief: &Brief) -> usize {
    let Brief { users, exposure, peak_per_second, instances, strong_consistency, real_time, money, compliance, client_months, profile: _ } = brief;
    let answers = [
        users.is_some(),
        exposure.is_some(),
        peak_per_second.is_some(),
        instances.is_some(),
        strong_consistency.is_some(),
        real_time.is_some(),
        money.is_some(),
        compliance.is_some(),
        client_months.is_some(),
    ];
    answers.into_iter().filter(|is| *is).count()
}

fn read<T: Clone + PartialEq + Send + Sync + 'static>(workspace: Workspace, get: fn(&Brief) -> T) -> Memo<T> {
    Memo::new(move |_| workspace.design.with(|design| get(&design.brief)))
}

fn write(workspace: Workspace, burst: Option<&str>, change: impl FnOnce(&mut Brief)) -> Result<(), String> {
    let mut brief = workspace.design.with_untracked(|design| (*design.brief).clone());
    change(&mut brief);
    let edit = vec![Edit::SetBrief { brief }];
    told(match burst {
        Some(burst) => workspace.edit_burst(burst, edit),
        None => workspace.edit(edit),
    })
}

fn told(result: Result<(), roundtrip::design::EditError>) -> Result<(), String> {
    result.map_err(|error| error.to_string())
}

#[component]
fn Words(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    get: fn(&Brief) -> Option<String>,
    set: fn(&mut Brief, Option<String>),
) -> impl IntoView {
    let workspace = workspace();
    let now = read(workspace, get);
    let value = Signal::derive(move || now.get().unwrap_or_default());
    let on_text = Callback::new(move |text: String| {
        let text = Some(text).filter(|text| !text.trim().is_empty());
        write(workspace, Some(id), |brief| set(brief, text))
    });
    view! { <TextField id label hint value on_text/> }
}

#[component]
fn Amount(
    id: &'static str,
    label: &'static str,
    unit: &'static str,
    most: u32,
    get: fn(&Brief) -> Option<u32>,
    set: fn(&mut Brief, Option<u32>),
) -> impl IntoView {
    let workspace = workspace();
    let now = read(workspace, get);
    let value = Signal::derive(move || now.get().map(|number| number.to_string()).unwrap_or_default());
    let on_text = Callback::new(move |text: String| {
        let number = if text.trim().is_empty() { None } else { Some(whole_number(&text, 1, most)?) };
        write(workspace, Some(id), |brief| set(brief, number))
    });
    view! { <TextField id label unit hint="" value on_text/> }
}

const ANSWERS: &[Choice] = &[
    Choice { label: "Not answered", means: "Rules that depend on it stay silent or assume the usual." },
    Choice { label: "Yes", means: "" },
    Choice { label: "No", means: "" },
];

#[component]
fn YesNo(id: &'static str, label: &'static str, get: fn(&Brief) -> Option<bool>, set: fn(&mut Brief, Option<bool>)) -> impl IntoView {
    let workspace = workspace();
    let now = read(workspace, get);
    let chosen = Signal::derive(move || {
        Some(match now.get() {
            None => 0,
            Some(true) => 1,
            Some(false) => 2,
        })
    });
    let on_choose = Callback::new(move |index: usize| {
        let answer = [None, Some(true), Some(false)].get(index).copied().flatten();
        // A refusal is told in a toast.
        let _ = write(workspace, None, |brief| set(brief, answer));
    });
    view! { <ChoiceField id label choices=ANSWERS chosen on_choose/> }
}

const MEASURES: &[Choice] = &[
    Choice { label: PROFILES[0].1, means: PROFILES[0].2 },
    Choice { label: PROFILES[1].1, means: PROFILES[1].2 },
    Choice { label: PROFILES[2].1, means: PROFILES[2].2 },
];

#[component]
fn ProfileField() -> impl IntoView {
    let workspace = workspace();
    let now = read(workspace, |brief| brief.profile);
    let chosen = Signal::derive(move || PROFILES.iter().position(|(profile, ..)| *profile == now.get()));
    let on_choose = Callback::new(move |index: usize| {
        let profile = PROFILES.get(index).map(|(profile, ..)| *profile).unwrap_or_default();
        // A refusal is told in a toast.
        let _ = write(workspace, None, |brief| brief.profile = profile);
    });
    view! { <ChoiceField id="brief-profile" label="How strictly it is judged" choices=MEASURES chosen on_choose/> }
}

const EXPOSURES: &[Choice] = &[
    Choice { label: "Not answered", means: "Rules assume that anybody may call." },
    Choice { label: "To anybody", means: "Clients are unknown, and cannot be asked to change." },
    Choice { label: "To partners under contract", means: "Clients are few and known, and change slowly." },
    Choice { label: "Inside one organisation", means: "Clients change together with the API." },
];

#[component]
fn ExposureField() -> impl IntoView {
    const VALUES: [Option<Exposure>; 4] = [None, Some(Exposure::Public), Some(Exposure::Partner), Some(Exposure::Internal)];
    let workspace = workspace();
    let now = read(workspace, |brief| brief.exposure);
    let chosen = Signal::derive(move || VALUES.iter().position(|value| *value == now.get()));
    let on_choose = Callback::new(move |index: usize| {
        // A refusal is told in a toast.
        let _ = write(workspace, None, |brief| brief.exposure = VALUES.get(index).copied().flatten());
    });
    view! { <ChoiceField id="brief-exposure" label="Where it is offered" choices=EXPOSURES chosen on_choose/> }
}
