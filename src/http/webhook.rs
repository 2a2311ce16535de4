//! Signed messages to other servers: Standard Webhooks 1.0 and the `sha256=` form, and the verdict of a careful receiver.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::Headers;

/// Base64 as secrets are written, with or without its padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
);

/// What a receiver thinks of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is what the sender signed, and fresh.
    Valid,
    /// A field is missing or cannot be read.
    Malformed,
    /// No signature fits: the content, its name or its moment was changed, or another secret signed it.
    Tampered,
    /// It was signed too long ago.
    TooOld,
    /// It was signed in the future.
    TooNew,
    /// It was seen before.
    Replayed,
    /// The receiver's secret cannot be used.
    BadSecret,
}

/// The bytes of a secret, with or without its prefix `whsec_`; `None` where there are none.
pub fn secret(text: &str) -> Option<Vec<u8>> {
    let bytes = LENIENT.decode(text.strip_prefix("whsec_").unwrap_or(text)).ok()?;
    if bytes.is_empty() { None } else { Some(bytes) }
}

/// The signature of Standard Webhooks over name, moment and content: `v1,…`; `None` where the secret cannot be used.
pub fn sign(secret_text: &str, id: &str, timestamp: u64, content: &[u8]) -> Option<String> {
    let key = secret(secret_text)?;
    let code = code(&key, &[id.as_bytes(), b".", timestamp.to_string().as_bytes(), b".", content])?;
    Some(format!("v1,{}", STANDARD.encode(code.finalize().into_bytes())))
}

/// The signature over the content alone: `sha256=…` in hexadecimal digits. Nothing in it tells a repetition.
pub fn sign_hex(secret_text: &str, content: &[u8]) -> Option<String> {
    let code = code(secret_text.as_bytes(), &[content])?.finalize().into_bytes();
    Some(format!("sha256={}", code.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}

/// Judges a message by Standard Webhooks: a signature of the known version has to fit, and the moment must not be further away
/// than the tolerance in seconds. `seen` tells whether a message of this name was taken before.
pub fn verify(secret_text: &str, headers: &Headers, content: &[u8], now: u64, tolerance: u64, seen: impl Fn(&str) -> bool) -> Verdict {
    let Some(key) = secret(secret_text) else { return Verdict::BadSecret };
    let field = |name| headers.get(name).filter(|value: &&str| !value.is_empty());
    let (Some(id), Some(timestamp), Some(signatures)) = (field("webhook-id"), field("webhook-timestamp"), field("webhook-signature")) else {
        return Verdict::Malformed;
    };
    let digits = timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let Some(at) = timestamp.parse::<u64>().ok().filter(|_| digits) else { return Verdict::Malformed };
    let fits = signatures.split(' ').filter_map(|signature| signature.strip_prefix("v1,")).any(|given| {
        let given = STANDARD.decode(given).unwrap_or_default();
        // The comparison takes the same time whatever differs.
        code(&key, &[id.as_bytes(), b".", timestamp.as_bytes(), b".", content]).is_some_and(|code| code.verify_slice(&given).is_ok())
    });
    match () {
        () if !fits => Verdict::Tampered,
        () if at.saturating_add(tolerance) < now => Verdict::TooOld,
        () if at > now.saturating_add(tolerance) => Verdict::TooNew,
        () if seen(id) => Verdict::Replayed,
        () => Verdict::Valid,
    }
}

/// Judges a `sha256=` signature: it tells what was changed, and never what is old or sent again.
pub fn verify_hex(secret_text: &str, signature: &str, content: &[u8]) -> Verdict {
    let Some(digits) = signature.strip_prefix("sha256=") else { return Verdict::Malformed };
    let pair = |index: usize| digits.get(index..index + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let given: Vec<u8> = (0..digits.len()).step_by(2).map_while(pair).collect();
    let whole = given.len() * 2 == digits.len();
    let Some(code) = code(secret_text.as_bytes(), &[content]) else { return Verdict::BadSecret };
    if whole && code.verify_slice(&given).is_ok() { Verdict::Valid } else { Verdict::Tampered }
}

/// The code over these bytes (RFC 2104), not yet closed.
fn code(key: &[u8], parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).ok()?;
    parts.iter().for_each(|part| code.update(part));
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_cm91bmR0cmlwIHJvdW5kdHJpcCByb3VuZHRyaXA=";

    #[test]
    fn a_receiver_tells_what_is_wrong() {
        let signature = sign(SECRET, "msg_1", 1000, b"{}").unwrap();
        let headers = |id: &str, at: &str, signature: &str| -> Headers {
            [("webhook-id", id), ("webhook-timestamp", at), ("webhook-signature", signature)].into_iter().collect()
        };
        let good = headers("msg_1", "1000", &signature);
        for (headers, content, now, expected) in [
            (&good, "{}", 1000, Verdict::Valid),
            (&good, "{}", 1300, Verdict::Valid),
            (&good, "{}", 1301, Verdict::TooOld),
            (&good, "{}", 699, Verdict::TooNew),
            (&good, "{ }", 1000, Verdict::Tampered),
            (&headers("msg_2", "1000", &signature), "{}", 1000, Verdict::Tampered),
            (&headers("msg_1", "1200", &signature), "{}", 1300, Verdict::Tampered),
            (&headers("msg_1", "+1000", &signature), "{}", 1000, Verdict::Malformed),
            (&headers("msg_1", "1000", ""), "{}", 1000, Verdict::Malformed),
        ] {
            assert_eq!(verify(SECRET, headers, content.as_bytes(), now, 300, |_| false), expected, "{headers:?} {content} {now}");
        }
        assert_eq!(verify(SECRET, &good, b"{}", 1000, 300, |id| id == "msg_1"), Verdict::Replayed);
        assert_eq!(verify("whsec_", &good, b"{}", 1000, 300, |_| false), Verdict::BadSecret);
    }

    #[test]
    fn hexadecimal_signatures() {
        let signature = sign_hex("secret", b"{}").unwrap();
        assert_eq!(signature.len(), "sha256=".len() + 64);
        assert_eq!(verify_hex("secret", &signature, b"{}"), Verdict::Valid);
        assert_eq!(verify_hex("secret", &signature, b"{ }"), Verdict::Tampered);
        assert_eq!(verify_hex("secret", &signature[..70], b"{}"), Verdict::Tampered);
        assert_eq!(verify_hex("secret", "sha1=00", b"{}"), Verdict::Malformed);
    }
}
