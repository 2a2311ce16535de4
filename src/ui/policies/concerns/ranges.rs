//! Parts of what a read answers.

use roundtrip::design::policy::RangeUse;

use crate::ui::policies::form::{Form, choice};

pub static FORM: Form = Form {
    about: "Whether a client may fetch a part of a record, such as the rest of a download that broke off.",
    fact: |policies| match policies.ranges.support {
        RangeUse::Off => "whole answers".to_owned(),
        RangeUse::One => "one range".to_owned(),
        RangeUse::Several => "several ranges".to_owned(),
        RangeUse::Careless => "without If-Range".to_owned(),
    },
    fields: &[choice!("Range on reads", ranges.support, [
        RangeUse::Off => "Passed over", "Every answer is whole, as RFC 9110 allows. Right for small records.";
        RangeUse::One => "One range", "A client goes on where a download broke off.";
        RangeUse::Several => "Several ranges", "Each comes as a part of its own.";
        RangeUse::Careless => "Without If-Range (weak)", "Parts of two versions end up in one file.";
    ])],
};
