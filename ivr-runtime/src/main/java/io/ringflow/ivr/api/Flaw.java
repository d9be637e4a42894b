package io.ringflow.ivr.api;

import io.ringflow.ivr.flow.Finding;
import java.util.Optional;

/** One thing that is wrong with a request, and where: an element of {@code errors} of a {@link Problem}. Immutable. */
record Flaw(
        @Field(value = "What is wrong, in a sentence", longest = 2_000)
        String detail,

        @Field("JSON Pointer (RFC 6901) to it in the body, as a URI fragment")
        Optional<String> pointer,

        @Field("The parameter of the query that it is about")
        Optional<String> parameter,

        @Field(value = "Line of the document, from 1", min = 1)
        Optional<Integer> line,

        @Field(value = "Column of the document, from 1", min = 1)
        Optional<Integer> column) {

    static Flaw at(String pointer, String detail) {
        return new Flaw(detail, Optional.of(pointer), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Flaw of(String parameter, String detail) {
        return new Flaw(detail, Optional.empty(), Optional.of(parameter), Optional.empty(), Optional.empty());
    }

    static Flaw of(Finding finding) {
        return new Flaw(
                finding.text(), Optional.empty(), Optional.empty(), place(finding.line()), place(finding.column()));
    }

    private static Optional<Integer> place(int number) {
        return number > 0 ? Optional.of(number) : Optional.empty();
    }
}
