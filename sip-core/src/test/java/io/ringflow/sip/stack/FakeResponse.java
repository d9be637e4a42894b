package io.ringflow.sip.stack;

import io.ringflow.sip.SessionDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A response that a test makes up for a request of ours. */
public record FakeResponse(
        int status, long cseq, String method, Map<String, String> fields, Optional<SessionDescription> body)
        implements InboundResponse {

    public static FakeResponse to(DialogRequest request, int status) {
        return new FakeResponse(status, request.cseq(), request.method(), Map.of(), Optional.empty());
    }

    public FakeResponse with(Map<String, String> more) {
        return new FakeResponse(status, cseq, method, more, body);
    }

    public FakeResponse sdp(String text) {
        return new FakeResponse(status, cseq, method, fields, Optional.of(SessionDescription.sdp(text)));
    }

    @Override
    public Optional<String> toTag() {
        return Optional.of("theirs");
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public List<String> headers(String name) {
        return header(name).stream().toList();
    }
}
