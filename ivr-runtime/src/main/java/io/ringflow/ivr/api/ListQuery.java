package io.ringflow.ivr.api;

import java.util.Optional;

/** What of a list is wanted. Immutable. */
record ListQuery(
        @Field("Only what is of this application") Optional<String> application,

        @Field(value = "How many at most", fallback = Page.LIMIT, min = 1, max = Page.MOST)
        int limit,

        @Field(value = "The `next` of the page before", longest = 1_000)
        Optional<String> cursor) {}
