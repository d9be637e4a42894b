package io.ringflow.sip.stack;

import io.ringflow.sip.SessionDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A response that a test makes up for a request of ours. */
public record FakeResponse(
        int status, long cseq, String method, String tag, Map<String, String> fields, Optional<SessionDescription> body)
        implements InboundResponse {

    public static FakeResponse to(DialogRequest request, int status) {
        return new FakeResponse(status, request.cseq(), request.method(), "theirs", Map.of(), Optional.empty());
    }

    public FakeResponse with(Map<String, String> more) {
        return new FakeResponse(status, cseq, method, tag, more, body);
    }

    public FakeResponse sdp(String text) {
        return new FakeResponse(status, cseq, method, tag, fields, Optional.of(SessionDescription.sdp(text)));
    }

    /** From another branch; empty for a response without a tag. */
    public FakeResponse tag(String other) {
        return new FakeResponse(status, cseq, method, other, fields, body);
    }

    /** With one header more. */
    public FakeResponse and(String name, String value) {
        var more = new HashMap<>(fields);
        more.put(name, value);
        return with(more);
    }

    @Override
    public Optional<String> toTag() {
        return Optional.of(tag).filter(text -> !text.isEmpty());
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
