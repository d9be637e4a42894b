package io.ringflow.sip.stack;

import io.ringflow.sip.SessionDescription;
import java.util.List;
import java.util.Optional;

/** A response to a request of ours. */
public interface InboundResponse {
    int status();

    long cseq();

    String method();

    Optional<String> toTag();

    Optional<String> header(String name);

    List<String> headers(String name);

    Optional<SessionDescription> body();
}
