//! Every way out and back: links keep a design whole, exports are valid and say what the design says.

#[path = "formats/sound.rs"]
mod sound;
#[path = "formats/variants.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod variants;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, path::PathBuf, thread};

use roundtrip::design::{Design, Document, samples, start};
use roundtrip::formats::link::{self, LinkError};
use roundtrip::formats::{self, openapi};

fn place(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn hotel_link() -> String {
    link::encode(&samples::hotel_booking())
}

fn is_beginning(design: &Design, of: &Design) -> bool {
    design.name == of.name
        && !design.resources.is_empty()
        && of.resources.starts_with(&design.resources)
        && of.endpoints.starts_with(&design.endpoints)
        && (design.endpoints.is_empty() || design.resources == of.resources)
}

#[test]
fn links_keep_every_sample_whole() {
    for sample in samples::ALL {
        let design = sample.design();
        let link = link::encode(&design);
        println!("{}: {} characters", sample.id, link.len());
        assert_eq!(link::decode(&link), Ok(design), "{}", sample.id);
    }
    let design = start::design("booking, room, guest").unwrap();
    assert_eq!(link::decode(&link::encode(&design)), Ok(design));
    assert!(hotel_link().len() <= 4_000, "the hotel sample takes {} characters", hotel_link().len());
}

#[test]
fn a_cut_link_says_how_much_is_missing_and_gives_what_is_left() {
    let (design, link) = (samples::hotel_booking(), hotel_link());
    let mut salvages = 0;
    for end in 0..link.len() {
        match link::decode(&link[..end]) {
            Err(LinkError::Truncated { missing, salvaged }) => {
                assert_eq!(missing, link.len() - end);
                assert!(salvaged.as_ref().is_none_or(|part| is_beginning(part, &design)), "cut at {end}");
                salvages += usize::from(salvaged.is_some());
            }
            Err(LinkError::NotALink | LinkError::Damaged) => assert!(end < 14, "cut at {end}"),
            other => panic!("cut at {end}: {other:?}"),
        }
    }
    println!("{salvages} of {} cuts leave something to read", link.len());
    assert!(salvages * 2 > link.len());
    let error = link::decode(&link[..link.len() - 312]).unwrap_err();
    assert!(error.to_string().starts_with("The link is incomplete: 312 characters are missing."), "{error}");
}

#[test]
fn a_changed_character_is_always_noticed() {
    let link = hotel_link();
    for place in 0..link.len() {
        // Four of twelve at each place, in turn.
        for other in ['A', 'z', '9', '-', '_', '.', '=', '%', '&', '#', ' ', 'é'].into_iter().skip(place % 3).step_by(3) {
            if link[place..].starts_with(other) {
                continue;
            }
            let changed: String = link.char_indices().map(|(index, character)| if index == place { other } else { character }).collect();
            assert!(link::decode(&changed).is_err(), "{other} at {place}");
        }
    }
    assert_eq!(link::decode(&format!("{link}A")), Err(LinkError::Damaged));
}

/// And writes what `tools/validators/validate.mjs` reads.
#[test]
fn exports_are_sound_whatever_the_design_is() {
    let folder = place("target/exports");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, design) in variants::all() {
        let export = openapi::export(&design);
        let json = openapi::to_json(&export.document);
        let faults = sound::faults(&serde_json::from_str(&json).unwrap());
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
        fs::write(folder.join(format!("{name}.json")), &json).unwrap();
        fs::write(folder.join(format!("{name}.yaml")), openapi::to_yaml(&export.document)).unwrap();
        assert_eq!(openapi::to_json(&openapi::export(&design).document), json, "{name}: the same design, another document");
        // The crate reads a default or example of null as none at all; only that design has some.
        let read: openapiv3::OpenAPI = serde_json::from_str(&json).unwrap();
        assert!(read == export.document || name == "odd-fields", "{name}: reads back as another document");
        let operations = export.document.operations().count();
        let dropped = export.document.extensions.get("x-roundtrip-dropped").and_then(|list| list.as_array()).map_or(0, Vec::len);
        assert_eq!(operations + dropped, design.endpoints.len(), "{name}: an endpoint is lost");
        let said = export.remarks.iter().filter(|remark| remark.text.contains(" is left out: ")).count();
        assert_eq!(said, dropped, "{name}: something is left out without a remark");
    }
}

#[test]
fn samples_are_written_as_in_the_golden_files() {
    for sample in samples::ALL {
        let export = openapi::export(&sample.design());
        let remarks: String = export.remarks.iter().map(|remark| format!("# {}: {}\n", remark.at, remark.text)).collect();
        let text = format!("{remarks}{}", openapi::to_yaml(&export.document));
        println!("{}: {} bytes of JSON, {} of YAML", sample.id, openapi::to_json(&export.document).len(), text.len());
        let golden = place(&format!("tests/golden/openapi/{}.yaml", sample.id));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &text).unwrap();
        }
        let known = fs::read_to_string(&golden).unwrap_or_default();
        assert!(known == text, "{} has changed: run the tests with UPDATE=1 and read the difference", golden.display());
    }
}

/// Every other format of the samples, as people would download it; what `tools/exports` reads is written beside.
#[test]
fn exports_of_samples_are_as_in_the_golden_files() {
    let folder = place("target/exports-others");
    let _ = fs::remove_dir_all(&folder);
    for sample in samples::ALL {
        let design = sample.design();
        fs::create_dir_all(folder.join(sample.id)).unwrap();
        for format in formats::ALL {
            let rendered = (format.render)(&design);
            assert_eq!(rendered, (format.render)(&design), "{}: the same design, another document", format.id);
            assert!(rendered.text.ends_with('\n'), "{}", format.id);
            fs::write(folder.join(sample.id).join(format.file_name), &rendered.text).unwrap();
            if sample.id != "hotel-booking" || format.id.starts_with("openapi-") && !format.id.starts_with("openapi-3.1-yaml") {
                continue;
            }
            let golden = place(&format!("tests/golden/exports/{}", format.file_name));
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&golden, &rendered.text).unwrap();
            }
            let known = fs::read_to_string(&golden).unwrap_or_default();
            assert!(known == rendered.text, "{} has changed: run the tests with UPDATE=1 and read the difference", golden.display());
        }
    }
}

/// No design breaks a format: each gives a document, JSON where it says so.
#[test]
fn every_format_takes_every_design() {
    // Few of the many mixtures: a server runs for each, and the documentation asks it thousands of times.
    let all = variants::all().into_iter().enumerate().filter(|(index, (name, _))| index % 60 == 0 || name.starts_with("odd"));
    let all: Vec<(String, Design)> = all.map(|(_, variant)| variant).collect();
    let render = |(name, design): &(String, Design)| {
        for format in formats::ALL.iter().filter(|format| !["openapi-yaml", "openapi-json", "openapi-3.1-yaml"].contains(&format.id)) {
            let rendered = (format.render)(design);
            let is_json = format.media_type.ends_with("json");
            assert!(!is_json || serde_json::from_str::<serde_json::Value>(&rendered.text).is_ok(), "{name}: {}", format.id);
        }
    };
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(variant) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    render(variant);
                }
            });
        }
    });
}

#[test]
fn every_format_is_told_apart_and_can_be_found() {
    let design = samples::hotel_booking();
    for (index, format) in formats::ALL.iter().enumerate() {
        assert_eq!(formats::find(format.id).map(|found| found.title), Some(format.title));
        assert!(!formats::ALL[..index].iter().any(|other| other.file_name == format.file_name || other.title == format.title));
    }
    let text = (formats::find("roundtrip").unwrap().render)(&design).text;
    assert_eq!(Document::from_json(&text).map(|document| document.design), Ok(design));
}
