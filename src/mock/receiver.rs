//! The receiver of webhooks as a party: what it does with a message that is sent, sent again, changed on the way or forged.
//!
//! It is as careful as the signature lets it be. Unsigned messages are taken from anybody, and a signature over the content alone
//! tells no repetition: that is what these choices cost (Standard Webhooks 1.0, "Verifying webhook authenticity").

use super::Moment;
use super::stages::webhooks::{Delivery, fields};
use crate::design::policy::{SignatureForm, Webhooks};
use crate::http::Headers;
use crate::http::webhook::{self, Verdict};

/// What happens to a message on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trick {
    /// Somebody changes its content.
    Changed,
    /// Somebody sends it again after a minute.
    SentAgain,
    /// Somebody sends it again after a day.
    SentAgainLate,
    /// Somebody who does not know the secret makes one.
    Forged,
}

impl Trick {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Changed, Self::SentAgain, Self::SentAgainLate, Self::Forged];

    /// What a button for it says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Changed => "Change its content on the way",
            Self::SentAgain => "Send it again after a minute",
            Self::SentAgainLate => "Send it again after a day",
            Self::Forged => "Forge one with another secret",
        }
    }
}

/// What a receiver answers, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When.
    pub moment: Moment,
    /// The status.
    pub status: u16,
    /// One sentence about this message.
    pub why: &'static str,
    /// Whether it acts on the message.
    pub acts: bool,
}

/// What the sender and its receiver do until a message is taken: one receipt for each attempt. The receiver is down for the first
/// `failures` of them.
pub fn deliver(policy: &Webhooks, delivery: &Delivery, failures: usize) -> Vec<Receipt> {
    let mut receipts = Vec::new();
    for (index, moment) in delivery.attempts.iter().enumerate() {
        if index < failures {
            receipts.push(Receipt { moment: *moment, status: 503, why: "the receiver is down", acts: false });
            continue;
        }
        // Each attempt is signed anew, so that it is as fresh as the first.
        let headers = fields(policy, &delivery.id, *moment, delivery.body.bytes());
        receipts.push(take(policy, &headers, delivery.body.bytes(), *moment, false));
        break;
    }
    receipts
}

/// What the receiver does with a message after it has taken the first.
pub fn trick(policy: &Webhooks, delivery: &Delivery, trick: Trick) -> Receipt {
    let at = delivery.attempts.first().copied().unwrap_or(Moment::START);
    let body = delivery.body.bytes();
    let signed = |policy: &Webhooks| fields(policy, &delivery.id, at, body);
    match trick {
        Trick::Changed => {
            let changed = delivery.body.text().unwrap_or_default().replacen('{', "{\"changed\":true,", 1);
            take(policy, &signed(policy), changed.as_bytes(), at, false)
        }
        Trick::SentAgain => take(policy, &signed(policy), body, at.plus_millis(60_000), true),
        Trick::SentAgainLate => take(policy, &signed(policy), body, at.plus_millis(86_400_000), true),
        Trick::Forged => {
            let other = Webhooks { secret: "whsec_YW5vdGhlciBzZWNyZXQ=".to_owned(), ..policy.clone() };
            take(policy, &signed(&other), body, at, false)
        }
    }
}

/// Judges one message. `seen` says whether it was taken before.
fn take(policy: &Webhooks, headers: &Headers, body: &[u8], now: Moment, seen: bool) -> Receipt {
    let answer = |status, why, acts| Receipt { moment: now, status, why, acts };
    let verdict = match policy.signature {
        SignatureForm::None if seen => return answer(204, "unsigned and unnamed: taken, and acted upon a second time", true),
        SignatureForm::None => return answer(204, "unsigned: taken from anybody who sends it", true),
        SignatureForm::Sha256 => webhook::verify_hex(&policy.secret, headers.get("x-hub-signature-256").unwrap_or_default(), body),
        SignatureForm::Standard => webhook::verify(&policy.secret, headers, body, now.seconds(), u64::from(policy.tolerance), |_| seen),
    };
    match verdict {
        Verdict::Valid if seen => answer(204, "the signature fits and tells no repetition: acted upon a second time", true),
        Verdict::Valid => answer(204, "the signature fits", true),
        Verdict::Malformed => answer(400, "a field of the signature is missing or cannot be read", false),
        Verdict::Tampered => answer(401, "the signature does not fit the content", false),
        Verdict::TooOld => answer(400, "signed longer ago than the tolerance: refused", false),
        Verdict::TooNew => answer(400, "signed in the future: refused", false),
        Verdict::Replayed => answer(200, "its name was seen before: acknowledged, nothing is done twice", false),
        Verdict::BadSecret => answer(500, "the receiver's secret cannot be read", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(policy: &Webhooks) -> Delivery {
        let body = "{\"type\":\"order.created\"}";
        Delivery {
            id: "msg_1".to_owned(),
            event: "order.created".to_owned(),
            url: "https://shop.example/hooks".to_owned(),
            headers: fields(policy, "msg_1", Moment::START, body.as_bytes()),
            body: body.into(),
            attempts: vec![Moment::START, Moment::START.plus_millis(5000), Moment::START.plus_millis(14_000)],
        }
    }

    #[test]
    fn a_message_is_sent_until_it_is_taken() {
        let policy = Webhooks::default();
        for (failures, expected) in [(0, vec![204]), (2, vec![503, 503, 204]), (3, vec![503, 503, 503]), (9, vec![503, 503, 503])] {
            let statuses: Vec<u16> = deliver(&policy, &message(&policy), failures).iter().map(|receipt| receipt.status).collect();
            assert_eq!(statuses, expected, "{failures} failures");
        }
    }

    #[test]
    fn what_each_signature_tells() {
        for (signature, changed, again, late, forged) in [
            (SignatureForm::Standard, (401, false), (200, false), (400, false), (401, false)),
            (SignatureForm::Sha256, (401, false), (204, true), (204, true), (401, false)),
            (SignatureForm::None, (204, true), (204, true), (204, true), (204, true)),
        ] {
            let policy = Webhooks { signature, ..Webhooks::default() };
            let delivery = message(&policy);
            for (kind, expected) in Trick::ALL.into_iter().zip([changed, again, late, forged]) {
                let receipt = trick(&policy, &delivery, kind);
                assert_eq!((receipt.status, receipt.acts), expected, "{signature:?} {kind:?}: {}", receipt.why);
            }
        }
    }
}
