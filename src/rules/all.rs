//! The list of rules, by group: the order in which the page shows them.

use super::{
    Lesson, Rule, RuleSet, authentication, caching, collections, cors, documentation, errors, evolution, fit, idempotency, long_work, methods, paths,
    representations, status_codes, traffic,
};

/// Lists the rules, and apart from them what they teach: the page reviews with [`FIRST`] at once and fetches the other rules and
/// the lessons when it has nothing else to do. Behind `later` stand rules that find nothing in most designs.
macro_rules! list {
    ($($group:ident: $($rule:ident)* $(, later: $($seldom:ident)*)?;)*) => {
        /// Every rule, by group.
        pub static ALL: RuleSet = &[$($(&$group::$rule::RULE,)* $($(&$group::$seldom::RULE,)*)?)*];

        /// The rules that say something about most designs.
        pub static FIRST: RuleSet = &[$($(&$group::$rule::RULE,)*)*];

        /// Every rule with its lesson, in the order of [`ALL`].
        pub static LESSONS: &[(&Rule, &Lesson)] = &[$(
            $((&$group::$rule::RULE, &$group::$rule::LESSON),)*
            $($((&$group::$seldom::RULE, &$group::$seldom::LESSON),)*)?
        )*];
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
        repeated_parameter
        secret_in_path
        singular_collection
        trailing_slash
        undeclared_path_parameter
        underscore_in_path
        unlinked_parent
        uppercase_in_path
        verb_in_path,
        later:
        nested_only
        ;
    methods:
        create_without_read
        delete_on_collection
        get_changes_state
        patch_that_replaces
        patch_type_missing
        post_for_reading
        put_that_patches
        tunnelled_change
        unreachable_transition
        update_without_method,
        later:
        content_without_meaning
        put_creates_server_id
        put_on_collection
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
        unauthenticated_answers_403
        validation_answers_400
        validation_undeclared,
        later:
        status_unfit_for_method
        ;
    errors:
        errors_not_problem_details
        field_errors_without_pointers
        generic_message
        stack_trace_leaked,
        later:
        error_shapes_differ
        problem_type_no_address
        ;
    collections:
        no_filter
        no_next_link
        no_page_limit
        offset_on_large_set
        related_one_by_one
        top_level_array
        unknown_parameter_ignored
        unpaginated_collection,
        later:
        no_sort
        search_over_post
        unstable_order
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
        payment_without_key,
        later:
        action_not_repeatable
        unsafe_create_without_key
        ;
    authentication:
        api_key_in_browser
        key_in_query
        no_way_to_authenticate
        object_level_authorization
        personal_data_public
        plain_http
        write_without_authentication,
        later:
        algorithm_not_pinned
        audience_unchecked
        others_listed
        owner_from_content
        shared_secret_tokens
        token_lives_long
        token_without_expiry
        unsigned_token_accepted
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
        no_health_endpoint
        no_rate_limit
        thresholds_unset,
        later:
        counter_per_instance
        limit_headers_missing
        no_retry_after
        one_tier_for_all
        ;
    long_work:
        , later:
        accepted_without_location
        job_forgotten_soon
        job_without_cancel
        job_without_progress
        job_without_result
        job_without_retry_after
        job_without_status
        large_upload_in_one_piece
        long_work_at_once
        upload_not_resumable
        upload_without_digest
        webhook_plain_http
        webhook_tolerance_wide
        webhook_unsigned
        webhook_without_retry
        webhook_without_timestamp
        ;
    evolution:
        unversioned,
        later:
        deprecated_without_sunset
        deprecation_unannounced
        field_removed_early
        newest_by_default
        no_successor
        strategies_mixed
        sunset_too_near
        sunset_without_end
        version_in_query
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
        required_read_only
        server_field_writable,
        later:
        accept_passed_over
        privileged_field_writable
        secret_readable
        ;
    documentation:
        api_without_summary
        endpoint_without_summary
        field_without_example
        field_without_note
        resource_without_note,
        later:
        no_auth_guide
        no_changelog
        no_error_reference
        no_getting_started
        no_limit_guide
        ;
    fit:
        brief_unanswered,
        later:
        chatty_internal_calls
        event_fan_out
        events_by_polling
        streaming_over_rest
        two_way_real_time
        ;
}
