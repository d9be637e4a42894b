package io.ringflow.ivr.api;

import java.util.Optional;

/** A page of a list that has no filter. Immutable. */
record PageQuery(
        @Field(value = "How many at most", fallback = Page.LIMIT, min = 1, max = Page.MOST)
        int limit,

        @Field(value = "The `next` of the page before", longest = 1_000)
        Optional<String> cursor) {}
