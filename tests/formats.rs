//! Every way out and back: links keep a design whole, exports are valid and say what the design says.

use roundtrip::design::{Design, samples, start};
use roundtrip::formats::link::{self, LinkError};

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
        let design = (sample.design)();
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
