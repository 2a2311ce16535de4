//! What the page tells its browser beside the request, and what that browser keeps.

use leptos::prelude::*;
use roundtrip::user_agent::Browser;
use roundtrip::user_agent::cache::{Cache, Mode as CacheMode};
use roundtrip::user_agent::cookies::SameSite;
use roundtrip::user_agent::fetch::{Credentials, Mode, Redirect};
use roundtrip::user_agent::reason::span;
use roundtrip::user_agent::url::Url;

use crate::ui::policies::controls::{Choice, PickField};
use crate::ui::workspace::workspace;

const CACHES: [CacheMode; 5] = [CacheMode::Default, CacheMode::NoStore, CacheMode::Reload, CacheMode::NoCache, CacheMode::ForceCache];
const CACHE: &[Choice] = &[
    Choice { label: "default", means: "A fresh copy answers; a stale one is validated first." },
    Choice { label: "no-store", means: "The cache is left out, and keeps nothing." },
    Choice { label: "reload", means: "Straight to the server; the cache keeps the answer." },
    Choice { label: "no-cache", means: "Any copy is validated before it answers." },
    Choice { label: "force-cache", means: "Any copy answers, however old." },
];
const WITH: [Option<Credentials>; 4] = [None, Some(Credentials::Omit), Some(Credentials::SameOrigin), Some(Credentials::Include)];
const CREDENTIALS: &[Choice] = &[
    Choice { label: "as the client does", means: "What the client's form says." },
    Choice { label: "omit", means: "No cookies, neither there nor back." },
    Choice { label: "same-origin", means: "Cookies only where page and API are one origin." },
    Choice { label: "include", means: "Cookies always; the API has to allow it." },
];
const MODES: [Option<Mode>; 5] = [None, Some(Mode::Cors), Some(Mode::NoCors), Some(Mode::SameOrigin), Some(Mode::Navigate)];
const MODE: &[Choice] = &[
    Choice { label: "as usual", means: "A script calls fetch() in mode cors; the authorization endpoint of OAuth opens as a page." },
    Choice { label: "cors", means: "The API is asked whether this page may." },
    Choice { label: "no-cors", means: "Sent unasked, only as a plain form could; the answer stays shut." },
    Choice { label: "same-origin", means: "Another origin is an error." },
    Choice { label: "navigate", means: "No script: a link or a form. Nobody is asked, and the answer is the next page." },
];
const REDIRECTS: [Redirect; 3] = [Redirect::Follow, Redirect::Error, Redirect::Manual];
const REDIRECT: &[Choice] = &[
    Choice { label: "follow", means: "The browser goes where the answer points." },
    Choice { label: "error", means: "A redirect fails the call." },
    Choice { label: "manual", means: "The page gets an opaque answer." },
];

/// The options of `fetch()`, and the browser's cookies and copies.
#[component]
pub fn BrowserPart() -> impl IntoView {
    let workspace = workspace();
    let client = workspace.draft.client;
    let runs_in_browser = Memo::new(move |_| {
        let name = client.get();
        workspace.design.with(|design| design.client(&name).is_some_and(|client| client.origin.is_some()))
    });
    move || {
        match runs_in_browser.get() {
        false => view! { <div class="empty"><p>"This client is a program: no browser stands between. It keeps no copies and no cookies, and CORS does not concern it."</p></div> }
            .into_any(),
        true => view! { <div class="fields send-auth-b"><Passed/><Keeps/></div> }.into_any(),
    }
    }
}

/// What is passed to `fetch()`.
#[component]
fn Passed() -> impl IntoView {
    let options = workspace().draft.options;
    view! {
        <div class="fields fields-2">
            <PickField id="fetch-cache" label="cache" values=&CACHES choices=CACHE value=Signal::derive(move || options.with(|options| options.cache))
                on_pick=Callback::new(move |cache| options.update(|options| options.cache = cache))/>
            <PickField id="fetch-credentials" label="credentials" values=&WITH choices=CREDENTIALS value=Signal::derive(move || options.with(|options| options.credentials))
                on_pick=Callback::new(move |credentials| options.update(|options| options.credentials = credentials))/>
            <PickField id="fetch-mode" label="mode" values=&MODES choices=MODE value=Signal::derive(move || options.with(|options| options.mode))
                on_pick=Callback::new(move |mode| options.update(|options| options.mode = mode))/>
            <PickField id="fetch-redirect" label="redirect" values=&REDIRECTS choices=REDIRECT value=Signal::derive(move || options.with(|options| options.redirect))
                on_pick=Callback::new(move |redirect| options.update(|options| options.redirect = redirect))/>
        </div>
    }
}

/// A kept thing: what it is, and what is known of it.
type Kept = (String, String);

/// What the browser keeps, and the shared cache where there is one, each with a way to forget it.
#[component]
fn Keeps() -> impl IntoView {
    let workspace = workspace();
    let client = workspace.draft.client;
    let has_shared = Memo::new(move |_| workspace.design.with(|design| design.policies.caching.shared_cache));
    let list = move |title: &'static str,
                     none: &'static str,
                     look: fn(&mut Browser, &mut Cache, u64) -> Vec<Kept>,
                     forget: fn(&mut Browser, &mut Cache)| {
        let all = move || {
            workspace.traffic.track();
            workspace.records.track();
            let now = workspace.now().seconds();
            workspace.with_browser(&client.get(), |browser, shared| look(browser, shared, now)).unwrap_or_default()
        };
        let press = move |_| {
            workspace.with_browser(&client.get_untracked(), forget);
            workspace.records.update(|count| *count += 1);
        };
        view! {
            <div class="kept">
                <h3 class="h3">{title}{move || (!all().is_empty()).then(|| view! {
                    <button type="button" class="btn-text small" aria-label=format!("Forget: {title}") on:click=press>"Forget"</button>
                })}</h3>
                {move || match all() {
                    all if all.is_empty() => view! { <p class="hint">{none}</p> }.into_any(),
                    all => view! { <ul class="hdr">{all.into_iter().map(|(name, told)| view! { <li><div class="kv"><span class="trunc" title=name.clone()>{name.clone()}</span></div><p>{told}</p></li> }).collect_view()}</ul> }.into_any(),
                }}
            </div>
        }
        .into_any()
    };
    view! {
        {list("Copies that this browser keeps", "None: reads are kept as Cache-Control permits.", |browser, _, now| copies(browser.cache(), now), |browser, _| browser.forget_answers())}
        {list("Cookies of this browser", "None: no answer has set one.", |browser, _, now| cookies(browser, now), |browser, _| browser.forget_cookies())}
        {list("Permissions of preflights", "None: no preflight was allowed.", |browser, _, now| {
            browser.permissions(now).map(|(url, left)| (short(url), format!("No preflight for {} more.", span(left)))).collect()
        }, |browser, _| browser.forget_permissions())}
        {move || has_shared.get().then(|| list("Copies of the shared cache", "None: it keeps what Cache-Control lets many users share.",
            |_, shared, now| copies(shared, now), |_, shared| shared.clear()))}
    }
}

fn copies(cache: &Cache, now: u64) -> Vec<Kept> {
    let told = |age: u64, left: u64| match left {
        0 => format!("{} old; it is validated before it answers.", span(age)),
        left => format!("{} old, fresh for {} more.", span(age), span(left)),
    };
    cache
        .entries()
        .iter()
        .map(|copy| {
            let age = copy.age(now);
            (format!("{} {}", copy.response().status, short(copy.url())), told(age, cache.left(copy, now)))
        })
        .collect()
}

fn cookies(browser: &Browser, now: u64) -> Vec<Kept> {
    let site = |same_site: SameSite| match same_site {
        SameSite::Strict => "SameSite=Strict",
        SameSite::Lax => "SameSite=Lax",
        SameSite::None => "SameSite=None",
        SameSite::Default => "SameSite not given, so Lax",
    };
    let told = |cookie: &roundtrip::user_agent::cookies::Cookie| {
        let secure = if cookie.is_secure { ", only over https" } else { "" };
        let scripts = if cookie.is_http_only { ", hidden from scripts" } else { ", readable by scripts" };
        let ends = cookie.expires.map_or_else(|| "until the browser closes".to_owned(), |end| format!("for {} more", span(end.saturating_sub(now))));
        format!("{}, {ends}{secure}{scripts}; {}.", cookie.domain, site(cookie.same_site))
    };
    browser.cookies().cookies().iter().map(|cookie| (format!("{}={}", cookie.name, cookie.value), told(cookie))).collect()
}

/// Path and query: the origin is always the same.
fn short(url: &str) -> String {
    Url::parse(url).map_or_else(|| url.to_owned(), |url| url.target)
}
