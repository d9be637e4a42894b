package io.ringflow.ivr.api;

import io.ringflow.ivr.rest.RestError;
import java.util.List;

/** A request is not done, for these flaws of it. */
final class ApiRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RestError error;
    private final transient List<Flaw> flaws;

    ApiRefused(RestError error, String detail, List<Flaw> flaws) {
        super(detail);
        this.error = error;
        this.flaws = List.copyOf(flaws);
    }

    /** One flaw of the query. */
    static ApiRefused parameter(String name, String detail) {
        return new ApiRefused(RestError.BAD_REQUEST, name + " " + detail, List.of(Flaw.of(name, detail)));
    }

    RestError error() {
        return error;
    }

    List<Flaw> flaws() {
        return flaws;
    }
}
