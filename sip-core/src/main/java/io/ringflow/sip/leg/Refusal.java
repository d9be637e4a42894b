package io.ringflow.sip.leg;

import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.util.List;
import java.util.Optional;

/** A final response that says no, with the headers that say why. */
public record Refusal(int status, List<HeaderLine> headers) {

    public static Refusal of(int status, HeaderLine... headers) {
        return new Refusal(status, List.of(headers));
    }

    public static Refusal retryAfter(int status, int seconds) {
        return of(status, new HeaderLine("Retry-After", Integer.toString(seconds)));
    }

    /** Answers a request that no leg has taken. */
    public void answer(InboundRequest request) {
        request.respond(status, null, null, headers, Optional.empty());
    }
}
