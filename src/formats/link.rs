//! A whole design in the fragment of a URL, `d1.<base64url>`, so that sharing needs no server and a server never sees it.
//!
//! Behind the version stand, in base64url without padding (RFC 4648 section 5): the length of the compressed bytes and their
//! CRC-32, each as four bytes with the highest first, then the compact document, deflated (RFC 1951). Chat programs cut long
//! links; the length says how much is missing, and what is left is read as far as it goes.

mod salvage;

use std::fmt;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::design::document::MAX_BYTES;
use crate::design::{Design, Document, DocumentError};

/// The version this program writes.
pub const FORMAT: u32 = 1;
/// From this many characters on, chat programs tend to cut a link.
pub const LONG: usize = 8_000;

/// Bytes before the compressed document.
const HEAD: usize = 8;
const STRICT: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, NO_PAD);
const LENIENT: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, NO_PAD.with_decode_allow_trailing_bits(true));

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkError {
    /// No design in it.
    NotALink,
    /// Written by a newer program.
    NewerFormat {
        /// In which version.
        version: u64,
        /// What this program knows of it, where that is a design.
        readable: Option<Box<Design>>,
    },
    /// The end is cut off.
    Truncated {
        /// How many characters are missing.
        missing: usize,
        /// What can still be read: whole resources, endpoints and policies, as far as they go.
        salvaged: Option<Box<Design>>,
    },
    /// Characters were changed, or so many are missing that nothing can be read.
    Damaged,
    /// The link is whole, but what it holds is no design.
    Document(DocumentError),
}

impl fmt::Display for LinkError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => write!(to, "This link holds no design: it has to go on with `#d{FORMAT}.` and many characters. Copy the whole link."),
            Self::NewerFormat { version, .. } => {
                write!(to, "This link was made in format {version}; this program reads up to format {FORMAT}. Open it with a newer Roundtrip.")
            }
            Self::Truncated { missing: 1, .. } => write!(to, "The link is incomplete: 1 character is missing. Copy the whole link."),
            Self::Truncated { missing, .. } => write!(to, "The link is incomplete: {missing} characters are missing. Copy the whole link."),
            Self::Damaged => write!(to, "The link is damaged: some of its characters were changed or lost. Copy it again where it came from."),
            Self::Document(error) => error.fmt(to),
        }
    }
}

impl std::error::Error for LinkError {}

/// Writes a design as the fragment of a link, without the `#`.
pub fn encode(design: &Design) -> String {
    let packed = compress_to_vec(Document::new(design.clone()).to_compact_json().as_bytes(), 10);
    let length = u32::try_from(packed.len()).unwrap_or(u32::MAX);
    let bytes: Vec<u8> = length.to_be_bytes().into_iter().chain(crc32(&packed).to_be_bytes()).chain(packed).collect();
    format!("d{FORMAT}.{}", STRICT.encode(bytes))
}

/// Writes a text so short that it fits into a link beside a design.
pub fn pack(text: &str) -> String {
    STRICT.encode(compress_to_vec(text.as_bytes(), 10))
}

/// Reads what [`pack`] has written; `None` for anything else.
pub fn unpack(packed: &str) -> Option<String> {
    let bytes = STRICT.decode(packed).ok()?;
    String::from_utf8(decompress_to_vec_with_limit(&bytes, MAX_BYTES).ok()?).ok()
}

/// Reads a link: a whole URL, its fragment, or the `d1.` part of it; further parts of the fragment, behind `&`, are left alone.
pub fn decode(link: &str) -> Result<Design, LinkError> {
    let text = link.trim().rsplit('#').next().unwrap_or_default().split('&').next().unwrap_or_default();
    let (version, payload) = text.strip_prefix('d').and_then(|rest| rest.split_once('.')).ok_or(LinkError::NotALink)?;
    match version.parse::<u32>() {
        Ok(FORMAT) if version.len() == 1 => {}
        Ok(newer) if newer > FORMAT => {
            let readable = unpacked(payload).ok().and_then(|json| Document::readable(&json)).map(Box::new);
            return Err(LinkError::NewerFormat { version: newer.into(), readable });
        }
        _ => return Err(LinkError::NotALink),
    }
    let json = unpacked(payload)?;
    Document::from_json(&json).map(|document| document.design).map_err(|error| match error {
        DocumentError::Newer { version } => LinkError::NewerFormat { version, readable: Document::readable(&json).map(Box::new) },
        error => LinkError::Document(error),
    })
}

/// The document in what stands behind the dot of a link.
fn unpacked(payload: &str) -> Result<String, LinkError> {
    // A cut can leave one character that is less than a byte.
    let whole = payload.len() - usize::from(payload.len() % 4 == 1);
    let bytes = payload.get(..whole).and_then(|text| LENIENT.decode(text).ok()).ok_or(LinkError::Damaged)?;
    let (head, packed) = bytes.split_at_checked(HEAD).ok_or(LinkError::Damaged)?;
    let (length, checksum) = head.split_at_checked(4).ok_or(LinkError::Damaged)?;
    let (length, checksum) = (number(length), number(checksum));
    let expected = characters(length).filter(|_| length <= MAX_BYTES as u64).ok_or(LinkError::Damaged)?;
    if payload.len() < expected {
        return match decompress_to_vec_with_limit(packed, MAX_BYTES) {
            Err(error) if error.status == TINFLStatus::FailedCannotMakeProgress => {
                Err(LinkError::Truncated { missing: expected - payload.len(), salvaged: salvage::design(&error.output).map(Box::new) })
            }
            // The stream ends, or breaks, before the cut: the length itself is wrong.
            _ => Err(LinkError::Damaged),
        };
    }
    if payload.len() > expected || STRICT.decode(payload).is_err() || u64::from(crc32(packed)) != checksum {
        return Err(LinkError::Damaged);
    }
    let json = decompress_to_vec_with_limit(packed, MAX_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::Document(DocumentError::TooLarge { bytes: MAX_BYTES + 1 }),
        _ => LinkError::Damaged,
    })?;
    String::from_utf8(json).map_err(|_| LinkError::Damaged)
}

/// How many base64 characters a document of this many compressed bytes takes.
fn characters(length: u64) -> Option<usize> {
    usize::try_from((length + HEAD as u64).checked_mul(4)?.div_ceil(3)).ok()
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// The check sum of IEEE 802.3: it notices every change of up to 32 bits in a row, so that of any one character.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn check_sum_of_the_standard_text() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_link_is_found_inside_a_url() {
        let link = encode(&samples::payments());
        for text in [link.clone(), format!("#{link}"), format!(" https://roundtrip.example/#{link}&v=watch&x=14\n")] {
            assert_eq!(decode(&text).as_ref(), Ok(&samples::payments()));
        }
    }

    #[test]
    fn other_texts_say_what_they_are() {
        for (text, expected) in [
            ("", LinkError::NotALink),
            ("https://example.com/", LinkError::NotALink),
            ("d0.AAAA", LinkError::NotALink),
            ("d01.AAAA", LinkError::NotALink),
            ("d+1.AAAA", LinkError::NotALink),
            ("d2.AAAA", LinkError::NewerFormat { version: 2, readable: None }),
            ("d1.", LinkError::Damaged),
            ("d1.AAAA", LinkError::Damaged),
            ("d1.Ünicode", LinkError::Damaged),
        ] {
            assert_eq!(decode(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn a_newer_link_gives_what_is_known_of_it() {
        let link = |text: &str, version: u32| {
            let packed = compress_to_vec(text.as_bytes(), 10);
            let bytes: Vec<u8> = (packed.len() as u32).to_be_bytes().into_iter().chain(crc32(&packed).to_be_bytes()).chain(packed).collect();
            format!("d{version}.{}", STRICT.encode(bytes))
        };
        let design = samples::payments();
        let mut document = serde_json::to_value(Document::new(design.clone())).unwrap();
        document["roundtrip"] = 7.into();
        document["design"]["weather"] = "fair".into();
        let readable = Some(Box::new(design));
        assert_eq!(decode(&link(&document.to_string(), 9)), Err(LinkError::NewerFormat { version: 9, readable: readable.clone() }));
        assert_eq!(decode(&link(&document.to_string(), 1)), Err(LinkError::NewerFormat { version: 7, readable }), "only the document is newer");
        document["design"]["endpoints"] = "elsewhere".into();
        assert_eq!(decode(&link(&document.to_string(), 9)), Err(LinkError::NewerFormat { version: 9, readable: None }), "not to be read");
    }

    #[test]
    fn a_small_link_cannot_fill_the_memory() {
        let packed = compress_to_vec(&vec![b' '; MAX_BYTES + 10], 10);
        let bytes: Vec<u8> = (packed.len() as u32).to_be_bytes().into_iter().chain(crc32(&packed).to_be_bytes()).chain(packed).collect();
        let error = decode(&format!("d1.{}", STRICT.encode(bytes))).unwrap_err();
        assert!(matches!(error, LinkError::Document(DocumentError::TooLarge { .. })), "{error}");
    }
}
