//! The review: what is weak in a design, why, what it costs, and how to mend it.
//!
//! A rule is a value in a file of its own, `<group>/<rule_id>.rs`. It looks at a design and records every site, good or bad;
//! [`Report`] turns the records into a score whose arithmetic anyone can redo. To add one: write the file, add its `mod` line
//! below and its name in the list behind [`ALL`]; `tests/rules.rs` says what is missing. Fixes are made of the same edits as everything else.

mod audit;
mod believable;
mod example;
mod finding;
mod fixes;
mod look;
mod mend;
mod report;
mod richardson;
mod route;
mod rule;
pub mod written;

use crate::design::Design;

pub use audit::Audit;
pub use finding::{Evidence, Finding, Fix, Safety};
pub use fixes::{AppliedFix, apply_safe_fixes, gain};
pub use report::{AcceptedFinding, Band, Counts, GroupScore, Report, RuleResult, State};
pub use richardson::Richardson;
pub use rule::{Example, Group, Lesson, Rule, Severity};

mod paths {
    pub mod ambiguous_templates;
    pub mod crud_word_in_path;
    pub mod duplicate_endpoint;
    pub mod empty_or_encoded_segment;
    pub mod file_extension;
    pub mod filter_as_path_segment;
    pub mod identifier_in_query;
    pub mod inconsistent_parameter_names;
    pub mod nested_deeper_than_two;
    pub mod nested_only;
    pub mod repeated_parameter;
    pub mod secret_in_path;
    pub mod singular_collection;
    pub mod trailing_slash;
    pub mod undeclared_path_parameter;
    pub mod underscore_in_path;
    pub mod unlinked_parent;
    pub mod uppercase_in_path;
    pub mod verb_in_path;
}
mod methods {
    pub mod create_without_read;
    pub mod delete_on_collection;
    pub mod get_changes_state;
    pub mod patch_that_replaces;
    pub mod patch_type_missing;
    pub mod post_for_reading;
    pub mod put_creates_server_id;
    pub mod put_that_patches;
    pub mod tunnelled_change;
    pub mod unreachable_transition;
    pub mod update_without_method;
}
mod status_codes {
    pub mod challenge_missing;
    pub mod client_fault_as_server_fault;
    pub mod conflict_undeclared;
    pub mod create_answers_200;
    pub mod create_without_location;
    pub mod delete_without_204;
    pub mod error_inside_200;
    pub mod forbidden_answers_401;
    pub mod malformed_answers_422;
    pub mod no_client_error_declared;
    pub mod no_content_with_body;
    pub mod not_found_undeclared;
    pub mod precondition_undeclared;
    pub mod refusal_undeclared;
    pub mod status_unfit_for_method;
    pub mod unauthenticated_answers_403;
    pub mod validation_answers_400;
    pub mod validation_undeclared;
}
mod errors {
    pub mod errors_not_problem_details;
    pub mod field_errors_without_pointers;
    pub mod generic_message;
    pub mod stack_trace_leaked;
}
mod collections {
    pub mod no_filter;
    pub mod no_next_link;
    pub mod no_page_limit;
    pub mod offset_on_large_set;
    pub mod related_one_by_one;
    pub mod top_level_array;
    pub mod unknown_parameter_ignored;
    pub mod unpaginated_collection;
}
mod caching {
    pub mod cacheability_undeclared;
    pub mod lost_update_possible;
    pub mod no_validator;
    pub mod precondition_optional;
    pub mod private_data_in_shared_cache;
    pub mod vary_missing;
    pub mod weak_validator_for_writes;
}
mod idempotency {
    pub mod key_life_too_short;
    pub mod payment_without_key;
    pub mod unsafe_create_without_key;
}
mod authentication {
    pub mod algorithm_not_pinned;
    pub mod api_key_in_browser;
    pub mod key_in_query;
    pub mod no_way_to_authenticate;
    pub mod object_level_authorization;
    pub mod others_listed;
    pub mod owner_from_content;
    pub mod personal_data_public;
    pub mod plain_http;
    pub mod token_without_expiry;
    pub mod unsigned_token_accepted;
    pub mod write_without_authentication;
}
mod cors {
    pub mod cors_header_not_allowed;
    pub mod cors_headers_not_exposed;
    pub mod cors_insecure_origin;
    pub mod cors_method_not_allowed;
    pub mod cors_no_max_age;
    pub mod cors_null_origin;
    pub mod cors_origin_malformed;
    pub mod cors_reflected_origin;
    pub mod cors_wildcard_with_credentials;
    pub mod known_page_refused;
}
mod traffic {
    pub mod limit_headers_missing;
    pub mod no_health_endpoint;
    pub mod no_rate_limit;
    pub mod no_retry_after;
    pub mod thresholds_unset;
}
mod evolution {
    pub mod unversioned;
    pub mod version_misplaced;
}
mod representations {
    pub mod content_type_passed_over;
    pub mod dates_not_rfc3339;
    pub mod enum_case_mixed;
    pub mod example_unfit;
    pub mod field_case_mixed;
    pub mod guessable_identifier;
    pub mod identifier_kinds_mixed;
    pub mod mass_assignment;
    pub mod money_as_float;
    pub mod privileged_field_writable;
    pub mod required_read_only;
    pub mod secret_readable;
    pub mod server_field_writable;
}
mod documentation {
    pub mod api_without_summary;
    pub mod endpoint_without_summary;
    pub mod field_without_example;
    pub mod field_without_note;
    pub mod resource_without_note;
}
mod fit {
    pub mod brief_unanswered;
}

/// Lists the rules, and apart from them what they teach: the page reviews with the first list at once and fetches the second
/// when somebody opens a finding.
macro_rules! list {
    ($($group:ident: $($rule:ident)*;)*) => {
        /// Every rule, by group.
        pub static ALL: &[&Rule] = &[$($(&$group::$rule::RULE,)*)*];

        /// Every rule with its lesson, in the same order.
        pub static LESSONS: &[(&Rule, &Lesson)] = &[$($((&$group::$rule::RULE, &$group::$rule::LESSON),)*)*];
    };
}

list! {
    paths:
        ambiguous_templates
        crud_word_in_path
        duplicate_endpoint
        empty_or_encoded_segment
        file_extension
        filter_as_path_segment
        identifier_in_query
        inconsistent_parameter_names
        nested_deeper_than_two
        nested_only
        repeated_parameter
        secret_in_path
        singular_collection
        trailing_slash
        undeclared_path_parameter
        underscore_in_path
        unlinked_parent
        uppercase_in_path
        verb_in_path
        ;
    methods:
        create_without_read
        delete_on_collection
        get_changes_state
        patch_that_replaces
        patch_type_missing
        post_for_reading
        put_creates_server_id
        put_that_patches
        tunnelled_change
        unreachable_transition
        update_without_method
        ;
    status_codes:
        challenge_missing
        client_fault_as_server_fault
        conflict_undeclared
        create_answers_200
        create_without_location
        delete_without_204
        error_inside_200
        forbidden_answers_401
        malformed_answers_422
        no_client_error_declared
        no_content_with_body
        not_found_undeclared
        precondition_undeclared
        refusal_undeclared
        status_unfit_for_method
        unauthenticated_answers_403
        validation_answers_400
        validation_undeclared
        ;
    errors:
        errors_not_problem_details
        field_errors_without_pointers
        generic_message
        stack_trace_leaked
        ;
    collections:
        no_filter
        no_next_link
        no_page_limit
        offset_on_large_set
        related_one_by_one
        top_level_array
        unknown_parameter_ignored
        unpaginated_collection
        ;
    caching:
        cacheability_undeclared
        lost_update_possible
        no_validator
        precondition_optional
        private_data_in_shared_cache
        vary_missing
        weak_validator_for_writes
        ;
    idempotency:
        key_life_too_short
        payment_without_key
        unsafe_create_without_key
        ;
    authentication:
        algorithm_not_pinned
        api_key_in_browser
        key_in_query
        no_way_to_authenticate
        object_level_authorization
        others_listed
        owner_from_content
        personal_data_public
        plain_http
        token_without_expiry
        unsigned_token_accepted
        write_without_authentication
        ;
    cors:
        cors_header_not_allowed
        cors_headers_not_exposed
        cors_insecure_origin
        cors_method_not_allowed
        cors_no_max_age
        cors_null_origin
        cors_origin_malformed
        cors_reflected_origin
        cors_wildcard_with_credentials
        known_page_refused
        ;
    traffic:
        limit_headers_missing
        no_health_endpoint
        no_rate_limit
        no_retry_after
        thresholds_unset
        ;
    evolution:
        unversioned
        version_misplaced
        ;
    representations:
        content_type_passed_over
        dates_not_rfc3339
        enum_case_mixed
        example_unfit
        field_case_mixed
        guessable_identifier
        identifier_kinds_mixed
        mass_assignment
        money_as_float
        privileged_field_writable
        required_read_only
        secret_readable
        server_field_writable
        ;
    documentation:
        api_without_summary
        endpoint_without_summary
        field_without_example
        field_without_note
        resource_without_note
        ;
    fit:
        brief_unanswered
        ;
}

/// Reviews a design with every rule.
pub fn review(design: &Design) -> Report {
    Report::of(design, ALL)
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// What the rule of this id teaches.
pub fn lesson(id: &str) -> Option<&'static Lesson> {
    LESSONS.iter().find(|(rule, _)| rule.id == id).map(|(_, lesson)| *lesson)
}
