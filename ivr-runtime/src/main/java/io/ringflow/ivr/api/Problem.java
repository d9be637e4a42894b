package io.ringflow.ivr.api;

import java.util.List;

/** What a request that is not done is answered (RFC 9457). Immutable. */
record Problem(
        @Field("urn:ringflow:error: and the code") String type,
        @Field("What the code means") String title,

        @Field(value = "The HTTP status again", min = 100, max = 599)
        int status,

        @Field(value = "Six digits, of the table in docs/errors.md", pattern = "[0-9]{6}")
        String code,

        @Field(value = "What is wrong with this request", longest = 2_000)
        String detail,

        @Field("Name of the request, as in Request-Id and the server's log")
        String requestId,

        @Field(value = "All that is wrong with it, where that can be said", max = 100)
        List<Flaw> errors) {

    static final String CONTENT_TYPE = "application/problem+json";

    Problem {
        errors = List.copyOf(errors);
    }
}
