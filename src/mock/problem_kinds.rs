//! Problem types in words: what happened, what to do, and the standard behind it. The `type` of a problem leads here, so that a person
//! can look it up (RFC 9457 section 3.1.1): the page and the native server both show these texts.

use super::stages::problems;

/// What is known of a problem type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemKind {
    /// The last part of the type's URI.
    pub kind: &'static str,
    /// The status that usually comes with it; a policy may choose another.
    pub status: u16,
    /// What happened, and why the server refuses.
    pub what: &'static str,
    /// The way out.
    pub remedy: &'static str,
    /// The section of the standard.
    pub spec: &'static str,
}

/// Every problem type, in the order of their names.
pub const ALL: &[ProblemKind] = &[
    of(
        "bad-query",
        400,
        "The query of the address holds a parameter that this endpoint does not know, or a value it cannot use.",
        "Compare the parameter named in the answer with the documentation, correct or remove it, and send the request again.",
        "RFC 9110 section 15.5.1",
    ),
    of(
        "content-cut-off",
        400,
        "The connection ended before all of the announced content had arrived.",
        "Send the whole content again over a fresh connection.",
        "RFC 9112 section 8",
    ),
    of(
        "content-missing",
        400,
        "The endpoint works on content, and the request had none.",
        "Send the fields as content, with a Content-Type that says what it is.",
        "RFC 9110 section 15.5.1",
    ),
    of(
        "content-too-deep",
        400,
        "Objects or lists inside the content are nested deeper than the server is willing to read.",
        "Flatten the content, or split it over several requests.",
        "RFC 8259 section 9",
    ),
    of(
        "content-too-large",
        413,
        "The content has more bytes than the server takes.",
        "Send less at once; for large files, open an upload in parts where there is one.",
        "RFC 9110 section 15.5.14",
    ),
    of(
        "dangling-reference",
        409,
        "A field names a record of another kind, and no such record exists.",
        "Create the other record first, or name one that exists.",
        "RFC 9110 section 15.5.10",
    ),
    of(
        "digest-mismatch",
        400,
        "The checksum sent with the content is not the checksum of what arrived: something changed on the way.",
        "Compute the checksum anew and send the content again.",
        "RFC 9530 section 2",
    ),
    of(
        "duplicate",
        409,
        "Another record already has a value that only one record may have.",
        "Use another value, or work with the record that the answer links to.",
        "RFC 9110 section 15.5.10",
    ),
    of(
        "fault",
        500,
        "The playground itself went wrong; the design and the request are not to blame.",
        "Try it again, and report it if it comes back.",
        "RFC 9110 section 15.6.1",
    ),
    of(
        "forbidden",
        403,
        "The caller is known, but its roles do not allow this.",
        "Use credentials with the role that the answer names. Sending the same request again will not help.",
        "RFC 9110 section 15.5.4",
    ),
    of(
        "headers-too-large",
        431,
        "The header lines of the request are larger than the server reads.",
        "Shorten or drop header fields; cookies and tokens are the usual cause.",
        "RFC 6585 section 5",
    ),
    of(
        "idempotency-key-malformed",
        400,
        "The Idempotency-Key field is no quoted text that the server can read.",
        "Send one key in double quotes, such as a random UUID.",
        "draft-ietf-httpapi-idempotency-key-header section 2.1",
    ),
    of(
        "idempotency-key-missing",
        400,
        "This change has to be safe to repeat, so it needs a key, and none was sent.",
        "Make a fresh key for each change, and send the same one when you try again.",
        "draft-ietf-httpapi-idempotency-key-header section 2.7",
    ),
    of(
        "idempotency-key-reused",
        422,
        "The key was used before, for a request with other content.",
        "Make a fresh key for each new change; keep a key only to repeat the very same request.",
        "draft-ietf-httpapi-idempotency-key-header section 2.7",
    ),
    of(
        "identifier-missing",
        400,
        "The endpoint works on one record, and the request does not say which.",
        "Put the identifier where the answer says it belongs.",
        "RFC 9110 section 15.5.1",
    ),
    of(
        "illegal-transition",
        409,
        "The record is in a state from which this step does not lead on.",
        "Read the record: its state says which steps are possible, and so do its links where answers carry them.",
        "RFC 9110 section 15.5.10",
    ),
    of(
        "job-finished",
        409,
        "The work has ended already, so it cannot be stopped any more.",
        "Read the status of the job to learn how it ended, and undo its result if you do not want it.",
        "RFC 9110 section 15.5.10",
    ),
    of(
        "job-forgotten",
        410,
        "The work ended long ago, and the server no longer remembers it.",
        "Look for the result itself; next time, ask while the job is remembered.",
        "RFC 9110 section 15.5.11",
    ),
    of(
        "malformed-content",
        400,
        "The content is not written as its media type asks.",
        "Go to the line and column in the answer, mend the syntax, and send it again.",
        "RFC 9110 section 15.5.1",
    ),
    of(
        "malformed-patch",
        400,
        "The content parses, but it is no list of patch operations.",
        "Send an array of objects with op, path and what the operation needs.",
        "RFC 6902 section 4",
    ),
    of(
        "malformed-precondition",
        400,
        "A field such as If-Match holds something that is no entity tag.",
        "Copy the ETag of an answer as it is, double quotes included.",
        "RFC 9110 section 8.8.3",
    ),
    of(
        "malformed-request",
        400,
        "The request line or a header line breaks the syntax of HTTP.",
        "Send it with a client that writes HTTP for you, and look at the line that the answer names.",
        "RFC 9112 section 2.2",
    ),
    of(
        "malformed-target",
        400,
        "The address holds escapes or characters that no address may hold.",
        "Percent-encode what is special, once.",
        "RFC 3986 section 2.1",
    ),
    of(
        "method-not-allowed",
        405,
        "The address exists, and this method does nothing there.",
        "Use one of the methods in the Allow field.",
        "RFC 9110 section 15.5.6",
    ),
    of(
        "method-unknown",
        501,
        "No endpoint of the server knows the method at all.",
        "Check its spelling: methods are written in capitals.",
        "RFC 9110 section 15.6.2",
    ),
    of(
        "no-resource",
        501,
        "The sketch has an endpoint here, but has not said what it works on.",
        "Choose a resource on the endpoint's card.",
        "RFC 9110 section 15.6.2",
    ),
    of(
        "no-such-job",
        404,
        "No job has this identifier.",
        "Copy the address from the Location of the answer that accepted the work.",
        "RFC 9110 section 15.5.5",
    ),
    of(
        "no-such-path",
        404,
        "No endpoint has this path, or the caller is not to know of it.",
        "Compare the path with the documentation; a missing base path and a slash at the end are the usual causes.",
        "RFC 9110 section 15.5.5",
    ),
    of(
        "no-such-record",
        404,
        "The path is right, but there is no record with this identifier.",
        "List the collection to see what there is.",
        "RFC 9110 section 15.5.5",
    ),
    of(
        "no-such-upload",
        404,
        "No upload has this identifier.",
        "Open an upload first, and keep the address in its Location.",
        "RFC 9110 section 15.5.5",
    ),
    of(
        "not-acceptable",
        406,
        "The Accept field leaves nothing that the server can write.",
        "Ask for one of the media types in the answer, or leave Accept out.",
        "RFC 9110 section 15.5.7",
    ),
    of("not-removed", 409, "The record was never removed, so nothing can be restored.", "Read it: it is still there.", "RFC 9110 section 15.5.10"),
    of(
        "overlap",
        409,
        "Another record takes the same thing for part of the same time.",
        "Choose other times, or look at the record that the answer links to.",
        "RFC 9110 section 15.5.10",
    ),
    of(
        "part-unfit",
        409,
        "The part does not begin where the server waits for more, or reaches beyond the announced end.",
        "Ask the upload what is missing, and send that.",
        "RFC 9110 section 15.5.10",
    ),
    of(
        "patch-conflict",
        409,
        "The patch is well written, but an operation finds no place in this record, or its test failed.",
        "Read the record again, and make the patch from what it is now.",
        "RFC 5789 section 2.2",
    ),
    of(
        "patch-too-large",
        422,
        "Applied, the operations would make the record larger than the server allows.",
        "Send fewer operations, or smaller values.",
        "RFC 5789 section 2.2",
    ),
    of(
        "played-failure",
        503,
        "The design asks its server to fail now and then, to show what clients make of it.",
        "Wait as long as Retry-After says and try again; changes only if repeating them is safe.",
        "RFC 9110 section 15.6.4",
    ),
    of(
        "precondition-failed",
        412,
        "The record has changed since the client read it.",
        "Read it again, redo the change on the new state, and send its new tag.",
        "RFC 9110 section 15.5.13",
    ),
    of(
        "precondition-required",
        428,
        "A change without a precondition could overwrite what the client has never seen.",
        "Read the record and send its tag as If-Match.",
        "RFC 6585 section 3",
    ),
    of(
        "range-beyond-end",
        416,
        "The wanted range begins behind the end of the content.",
        "Look at Content-Range for the true length.",
        "RFC 9110 section 15.5.17",
    ),
    of(
        "referenced",
        409,
        "Other records point to this one, and would point nowhere without it.",
        "Remove or change these first.",
        "RFC 9110 section 15.5.10",
    ),
    of(
        "removed",
        410,
        "The record was here and has been removed.",
        "Drop links to it; where the API can restore records, a caller with the right role may bring it back.",
        "RFC 9110 section 15.5.11",
    ),
    of("repeated-parameter", 400, "A query parameter that has one value was sent more than once.", "Send it once.", "RFC 9110 section 15.5.1"),
    of(
        "sunset-passed",
        410,
        "The endpoint had announced an end, and that day has come.",
        "Move to the successor that the answer names, or to a newer version.",
        "RFC 8594 section 3",
    ),
    of(
        "target-too-long",
        414,
        "The address is longer than the server reads.",
        "Send what is long as content, with POST where the API offers a search.",
        "RFC 9110 section 15.5.15",
    ),
    of(
        "too-many-requests",
        429,
        "The caller has used up what it may ask in this span of time.",
        "Wait as long as Retry-After says, then go on more slowly.",
        "RFC 6585 section 4",
    ),
    of(
        "unauthenticated",
        401,
        "The request says nothing usable about who sends it, or the credentials are unknown or have ended.",
        "Get credentials, and send them as WWW-Authenticate asks.",
        "RFC 9110 section 15.5.2",
    ),
    of(
        "unknown-version",
        400,
        "The request asks for a version that is not alive.",
        "Name one of the versions in the answer.",
        "RFC 9110 section 15.5.1",
    ),
    of(
        "unsupported-media-type",
        415,
        "The content has a media type that this endpoint does not read.",
        "Send it as one of the types that Accept or Accept-Patch of the answer names.",
        "RFC 9110 section 15.5.16",
    ),
    of(
        "upload-forgotten",
        410,
        "The upload lay idle for too long, and its parts were thrown away.",
        "Open a new one and send every part again.",
        "RFC 9110 section 15.5.11",
    ),
    of(
        "upload-malformed",
        400,
        "The request to open an upload or to send a part lacks a length or a place that makes sense.",
        "Send the fields that the answer names.",
        "RFC 9110 section 15.5.1",
    ),
    of(
        "validation",
        422,
        "The content parses, but fields break the rules of the design.",
        "Mend every field in errors: each has a pointer to its place and says what would be right.",
        "RFC 9110 section 15.5.21",
    ),
];

const fn of(kind: &'static str, status: u16, what: &'static str, remedy: &'static str, spec: &'static str) -> ProblemKind {
    ProblemKind { kind, status, what, remedy, spec }
}

/// The problem type of this name.
pub fn find(kind: &str) -> Option<&'static ProblemKind> {
    ALL.iter().find(|known| known.kind == kind)
}

impl ProblemKind {
    /// The title that its problems carry.
    pub fn title(&self) -> &'static str {
        problems::title(self.kind)
    }

    /// A page about it, in Markdown.
    pub fn markdown(&self) -> String {
        let line = crate::http::status::line(self.status);
        format!(
            "# {}\n\n`{}`, usually {line}\n\n## What happened\n\n{}\n\n## What to do\n\n{}\n\nThe standard: {}.\n",
            self.title(),
            self.kind,
            self.what,
            self.remedy,
            self.spec
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_that_is_written_is_explained_and_no_other() {
        for known in ALL {
            assert_ne!(known.title(), problems::title("no such type"), "{} has no title", known.kind);
            assert!(find(known.kind) == Some(known) && known.what.ends_with('.') && known.remedy.ends_with('.'), "{}", known.kind);
        }
        for kind in problems::kinds() {
            assert!(find(kind).is_some(), "the problem type {kind} has a title and no entry in ALL");
        }
        assert_eq!(problems::kinds().count(), ALL.len());
    }
}
