//! What PUT and PATCH mean (RFC 9110 section 9.3.4, RFC 5789, RFC 6902, RFC 7396).

use serde::{Deserialize, Serialize};

/// Changing a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Update {
    /// Patch formats, named in `Accept-Patch`.
    pub patch_formats: Vec<PatchFormat>,
    /// What PUT does with members that the content leaves out.
    pub put: PutMeaning,
    /// What PATCH does with members that the content leaves out.
    pub patch: PatchMeaning,
    /// The answer carries the changed record (200); otherwise it is empty (204).
    pub body: bool,
}

/// A patch format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PatchFormat {
    /// `application/merge-patch+json` (RFC 7396).
    MergePatch,
    /// `application/json-patch+json` (RFC 6902).
    JsonPatch,
    /// `application/json`, read as a merge patch: common, though the type does not say what the content means.
    PlainJson,
}

/// What PUT does with members that the content leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PutMeaning {
    /// They are gone: PUT replaces.
    #[default]
    Replace,
    /// They stay: a patch under the wrong name.
    Merge,
}

/// What PATCH does with members that the content leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PatchMeaning {
    /// They stay.
    #[default]
    Merge,
    /// They are gone: a replace under the wrong name.
    Replace,
}

impl PatchFormat {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::MergePatch => crate::http::media_type::MERGE_PATCH,
            Self::JsonPatch => crate::http::media_type::JSON_PATCH,
            Self::PlainJson => crate::http::media_type::JSON,
        }
    }
}

impl Default for Update {
    fn default() -> Self {
        Self {
            patch_formats: vec![PatchFormat::MergePatch, PatchFormat::PlainJson],
            put: PutMeaning::Replace,
            patch: PatchMeaning::Merge,
            body: true,
        }
    }
}
