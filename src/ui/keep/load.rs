//! With which design the page begins: the link's, else the one kept here, else the first sample. Nothing is lost on the way: what
//! cannot be read is kept under another name and offered as a file.

use roundtrip::design::{Design, samples};
use roundtrip::formats::link::{self, LinkError};

use super::{PLACE, back_to, name_of, record, shared_beside, unkept};
use crate::browser::database::Database;
use crate::browser::{location, storage};
use crate::ui::share::opening;
use crate::ui::start_state::{AUTOSAVE, Banner, DAMAGED, Loaded};

/// The design to begin with, and what has to be said about it.
pub async fn load() -> Loaded {
    let fragment = location::fragment();
    let own = own().await;
    let shared = match location::part(&fragment, "sample").and_then(|id| samples::ALL.iter().find(|sample| sample.id == id)) {
        Some(sample) => Ok(sample.design()),
        None if fragment.starts_with('d') => link::decode(&fragment),
        None => return own.unwrap_or_else(|banner| Loaded { banner: Some(banner), ..Loaded::new(samples::hotel_booking()) }),
    };
    let own_place = own.as_ref().ok().filter(|own| own.place.is_some());
    match shared {
        // One's own design as it is: nothing lies beside it.
        Ok(design) if own_place.is_some_and(|own| own.design == design) => own.unwrap_or_else(|_| Loaded::new(design)),
        Ok(design) => {
            let banner = own_place.map(|own| shared_beside(&design, &own.design.name));
            Loaded { banner, ..Loaded::new(design) }
        }
        Err(LinkError::NewerFormat { readable: Some(design), .. }) => {
            let read_only = unkept::newer(own_place.map(|own| back_to(&own.design.name)));
            Loaded { banner: Some(read_only.banner.clone()), read_only: Some(read_only), ..Loaded::new(*design) }
        }
        Err(error) => {
            let mut banner = Banner::new(error.to_string());
            if let LinkError::Truncated { salvaged: Some(design), .. } = error {
                let why = banner.text.clone();
                banner.offers.push(Banner::offer("Open what is readable", move |workspace| {
                    workspace.lie_beside();
                    opening::in_part(workspace, (*design).clone(), &why);
                }));
            }
            banner.offers.push(Banner::offer("Start new", |workspace| {
                workspace.lie_beside();
                opening::design(workspace, Design::default());
            }));
            let own = own.unwrap_or_else(|_| Loaded::new(samples::hotel_booking()));
            Loaded { banner: Some(banner), ..own }
        }
    }
}

/// The design kept in this browser; the first sample where there is none.
async fn own() -> Result<Loaded, Banner> {
    let Some(place) = storage::read(PLACE) else { return early() };
    let unread = |_| Banner::new("This browser does not hand out the design that it keeps. It is not lost: load the page again.".to_owned());
    let database = Database::open().await.map_err(unread)?;
    let Some(text) = database.read(&name_of(&place)).await.map_err(unread)? else {
        let why = "The browser has cleared what it kept for this page. Open the design from a file or a link.";
        return Err(Banner::new(why.to_owned()));
    };
    match record::read(&text) {
        Ok((design, steps)) => Ok(Loaded { steps, place: Some(place), ..Loaded::new(design) }),
        Err(error) => {
            // Should that fail, the text is still offered as a file.
            let _ = database.keep(&format!("damaged/{place}"), &text).await;
            Err(damaged(&error.to_string(), text))
        }
    }
}

/// A design that was kept before designs had places.
fn early() -> Result<Loaded, Banner> {
    let Some(text) = storage::read(AUTOSAVE) else { return Ok(Loaded::new(samples::hotel_booking())) };
    match record::read(&text) {
        Ok((design, _)) => Ok(Loaded { place: Some("1".to_owned()), ..Loaded::new(design) }),
        Err(error) => {
            let _ = storage::keep(DAMAGED, &text);
            Err(damaged(&error.to_string(), text))
        }
    }
}

fn damaged(why: &str, text: String) -> Banner {
    let mut banner = Banner::new(format!("The design kept in this browser could not be read. {why}"));
    banner.offers.push(Banner::offer("Save it as a file", move |workspace| {
        if crate::browser::files::download("roundtrip-damaged.json", "application/json", &text).is_err() {
            workspace.toast(crate::ui::toasts::Toast::error("The browser did not allow the download.".to_owned()));
        }
    }));
    banner
}
