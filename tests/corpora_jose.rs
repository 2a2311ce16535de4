//! Third-party cases for signed tokens, keys and PKCE, where they stand beside the checkout. Absent folders are skipped with a
//! printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use roundtrip::design::policy::SigningAlgorithm;
use roundtrip::mock::jose::claims::{self, Expectations};
use roundtrip::mock::jose::jwk::{self, Material};
use roundtrip::mock::jose::{Check, Jws, Key, KeySet, base64url, jws, pkce};
use serde_json::Value;
use suite::{Tally, document};

const BOTH: &[SigningAlgorithm] = &[SigningAlgorithm::Hs256, SigningAlgorithm::Rs256];

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap_or_else(|| panic!("{name} in {case}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn octets(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// Whether a token is signed with the algorithm that its key fixes.
fn verifies(token: &str, key: &Value) -> bool {
    let Ok(keys) = KeySet::read(key) else { return false };
    Jws::read(token).is_ok_and(|token| token.verify(&keys, BOTH).is_ok())
}

#[test]
fn tokens_of_others() {
    let file = "wycheproof-jose/jws-cases.json";
    let Some(set) = document(file) else { return };
    let mut tally = Tally::default();
    for case in list(&set["cases"]) {
        match case["jws"].as_str() {
            _ if case["hs256_rs256_only"] != true => tally.skip("with other algorithms"),
            _ if case["score"] == false => tally.skip("not to be scored"),
            None => tally.skip("in the JSON serialisation"),
            Some(token) => tally.expect(text(case, "id"), case["result"] == "valid", verifies(token, &case["key"])),
        }
    }
    tally.close(file);
}

#[test]
fn macs_of_others() {
    let file = "wycheproof-jose/hmac_sha256_test.json";
    let Some(set) = document(file) else { return };
    let mut tally = Tally::default();
    for group in list(&set["testGroups"]) {
        let length = usize::try_from(group["tagSize"].as_u64().unwrap() / 8).unwrap();
        for case in list(&group["tests"]) {
            let mac = jws::mac(&octets(text(case, "key")), &octets(text(case, "msg")));
            tally.expect(case["tcId"].to_string(), case["result"] == "valid", mac[..length] == octets(text(case, "tag")));
        }
    }
    tally.close(file);
}

#[test]
fn signatures_of_others() {
    let file = "wycheproof-jose/rsa_signature_2048_sha256_test.json";
    let Some(set) = document(file) else { return };
    let mut tally = Tally::default();
    for group in list(&set["testGroups"]) {
        let jwk = &group["keyJwk"];
        let Ok(Key { material: Material::Public(key), .. }) = Key::read(jwk) else {
            list(&group["tests"]).iter().for_each(|_| tally.skip("with a key that has no JWK form"));
            continue;
        };
        for case in list(&group["tests"]) {
            let fits = jws::fits(&key, &octets(text(case, "msg")), &octets(text(case, "sig")));
            match text(case, "result") {
                "acceptable" => tally.skip("that may go either way"),
                result => tally.expect(case["tcId"].to_string(), result == "valid", fits),
            }
        }
    }
    tally.close(file);
}

#[test]
fn examples_of_the_specifications() {
    let file = "rfc-crypto-examples/jose-examples.json";
    let Some(set) = document(file) else { return };
    let mut tally = Tally::default();
    for case in list(&set) {
        let id = text(case, "id");
        if let Some(example) = case.get("base64url") {
            let octets: Vec<u8> = list(&example["bytes"]).iter().map(|octet| u8::try_from(octet.as_u64().unwrap()).unwrap()).collect();
            let same = base64url::encode(&octets) == text(example, "text") && base64url::decode(text(example, "text")) == Some(octets);
            tally.expect(id, true, same);
        } else if let Some(print) = case.get("thumbprint_sha256") {
            tally.expect(id, true, jwk::thumbprint(&case["jwk"]).as_deref() == print.as_str());
        } else if case.get("code_verifier").is_some() {
            tally.expect(id, true, pkce::fits(text(case, "code_verifier"), text(case, "code_challenge")));
        } else if let Some(clock) = case.get("clock") {
            let keys = KeySet::read(&case["key"]).unwrap();
            for moment in list(clock) {
                let token = Jws::read(text(case, "jws")).unwrap();
                let expected = Expectations { now: moment["now"].as_u64().unwrap(), expiry: true, needs_expiry: true, ..Expectations::default() };
                let fault = token.verify(&keys, BOTH).and_then(|_| claims::check(&token, &expected)).err().map(|fault| fault.check);
                let wanted = (moment["result"] != "valid").then_some(Check::Expiry);
                tally.expect(format!("{id} at {}", moment["now"]), true, fault == wanted);
            }
        } else if case["alg"] == "ES256" {
            tally.skip("with another algorithm");
        } else {
            tally.expect(id, case["signature_valid"] == true, verifies(text(case, "jws"), &case["key"]));
            let token = Jws::read(text(case, "jws")).unwrap();
            let payload: Value = serde_json::from_slice(&token.payload).unwrap();
            tally.expect(format!("{id}, taken apart"), true, case["header"] == Value::Object(token.header) && case["payload"] == payload);
        }
    }
    tally.close(file);
}

#[test]
fn policies_of_tokens() {
    let file = "rfc-crypto-examples/jwt-policy-cases.json";
    let Some(set) = document(file) else { return };
    let mut tally = Tally::default();
    for case in list(&set) {
        let policy = &case["policy"];
        let allowed: Vec<SigningAlgorithm> = serde_json::from_value(policy["algorithms"].clone()).unwrap();
        let expected = Expectations {
            issuer: policy["issuer"].as_str(),
            audience: policy["audience"].as_str(),
            now: policy["now"].as_u64().unwrap(),
            leeway: policy["leeway"].as_u64().unwrap(),
            expiry: true,
            needs_expiry: true,
        };
        let accepted = KeySet::read(&policy["key"]).is_ok_and(|keys| {
            Jws::read(text(case, "token")).and_then(|token| token.verify(&keys, &allowed).and_then(|_| claims::check(&token, &expected))).is_ok()
        });
        tally.expect(format!("{} ({})", text(case, "id"), text(case, "why")), case["result"] == "valid", accepted);
    }
    tally.close(file);
}

#[test]
fn proofs_of_code_exchange() {
    let file = "rfc-crypto-examples/pkce.json";
    let Some(set) = document(file) else { return };
    let mut tally = Tally::default();
    for case in list(&set) {
        match text(case, "method") {
            "S256" => tally.expect(text(case, "ref"), case["valid"] == true, pkce::fits(text(case, "verifier"), text(case, "challenge"))),
            _ => tally.skip("with another method than S256"),
        }
    }
    tally.close(file);
}

#[test]
fn macs_of_the_specification() {
    let file = "rfc-crypto-examples/hmac-rfc4231.json";
    let Some(set) = document(file) else { return };
    let mut tally = Tally::default();
    for case in list(&set) {
        let mac = jws::mac(&octets(text(case, "key")), &octets(text(case, "data")));
        let wanted = octets(text(case, "hmac_sha256"));
        tally.expect(text(case, "ref"), true, mac.starts_with(&wanted));
    }
    tally.close(file);
}
