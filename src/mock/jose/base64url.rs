//! Base64url as JOSE writes it: no padding, and one spelling for each value (RFC 7515 section 2, RFC 4648 section 5).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Octets as text.
pub fn encode(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

/// Text as octets; `None` for padding, other characters, and unused bits that are not zero.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_value_has_one_spelling() {
        assert_eq!(super::encode(&[3, 236, 255, 224, 193]), "A-z_4ME");
        for wrong in ["A-z_4ME=", "A+z/4ME", "A-z_4MF", "A-z_4 ME", "A"] {
            assert_eq!(super::decode(wrong), None, "{wrong}");
        }
    }
}
