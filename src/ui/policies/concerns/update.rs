//! What PUT and PATCH mean.

use roundtrip::design::policy::{PatchFormat, PatchMeaning, PutMeaning};

use crate::ui::policies::form::{Control, Field, Form, choice, toggle};

pub static FORM: Form = Form {
    about: "What PUT and PATCH do with members that the content leaves out, and what they answer.",
    fact: |policies| match (policies.update.put, policies.update.patch) {
        (PutMeaning::Replace, PatchMeaning::Merge) => "replace and merge".to_owned(),
        (PutMeaning::Merge, _) => "PUT merges".to_owned(),
        (PutMeaning::Replace, PatchMeaning::Replace) => "PATCH replaces".to_owned(),
    },
    fields: &[
        choice!("PUT: members left out", update.put, [
            PutMeaning::Replace => "Are gone", "PUT puts the content in the record's place, as RFC 9110 says.";
            PutMeaning::Merge => "Stay (weak)", "A patch under the wrong name; nothing can be taken away.";
        ]),
        choice!("PATCH: members left out", update.patch, [
            PatchMeaning::Merge => "Stay", "A client sends what it wants to change and nothing else.";
            PatchMeaning::Replace => "Are gone (weak)", "A client that sends one member deletes the others.";
        ]),
        patch_format(
            "PATCH takes application/merge-patch+json",
            ("The type says what the content means (RFC 7396).", "Clients cannot say that they mean a merge patch."),
            |policies| policies.update.patch_formats.contains(&PatchFormat::MergePatch),
            |policies, on| put(&mut policies.update.patch_formats, PatchFormat::MergePatch, on),
        ),
        patch_format(
            "PATCH takes application/json-patch+json",
            ("A list of operations (RFC 6902): reaches into lists, and tests before it changes.", "Clients cannot change one item of a list."),
            |policies| policies.update.patch_formats.contains(&PatchFormat::JsonPatch),
            |policies, on| put(&mut policies.update.patch_formats, PatchFormat::JsonPatch, on),
        ),
        patch_format(
            "PATCH takes application/json",
            ("Read as a merge patch, though the type does not say so.", "Clients have to name a patch format."),
            |policies| policies.update.patch_formats.contains(&PatchFormat::PlainJson),
            |policies, on| put(&mut policies.update.patch_formats, PatchFormat::PlainJson, on),
        ),
        toggle!(
            "The answer carries the changed record",
            update.body,
            "200 with the record as it is now.",
            "204 without content; the client reads again to be sure."
        ),
    ],
};

const fn patch_format(
    label: &'static str,
    means: (&'static str, &'static str),
    get: fn(&roundtrip::design::Policies) -> bool,
    set: fn(&mut roundtrip::design::Policies, bool),
) -> Field {
    Field { label, shown: |_| true, control: Control::Toggle { means, get, set } }
}

/// Takes a format in or out; merge patches stand first, plain JSON last.
fn put(formats: &mut Vec<PatchFormat>, format: PatchFormat, on: bool) {
    formats.retain(|known| *known != format);
    if on {
        let place = match format {
            PatchFormat::MergePatch => 0,
            PatchFormat::JsonPatch => formats.iter().position(|known| *known == PatchFormat::PlainJson).unwrap_or(formats.len()),
            PatchFormat::PlainJson => formats.len(),
        };
        formats.insert(place, format);
    }
}
