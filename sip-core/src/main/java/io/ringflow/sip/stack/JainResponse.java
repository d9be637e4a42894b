package io.ringflow.sip.stack;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.message.HeaderNames;
import io.ringflow.sip.message.MessageHead;
import java.util.List;
import java.util.Optional;

/** A response as the legs see it, read from its own octets. Immutable. */
record JainResponse(MessageHead head) implements InboundResponse {

    @Override
    public int status() {
        return Integer.parseInt(head.startLine().substring(8, 11));
    }

    @Override
    public long cseq() {
        return head.cseqNumber();
    }

    @Override
    public String method() {
        String cseq = head.raw("cseq").orElse("").strip();
        return cseq.substring(Math.max(cseq.lastIndexOf(' '), cseq.lastIndexOf('\t')) + 1);
    }

    @Override
    public Optional<String> toTag() {
        return Optional.of(head.tag("to")).filter(tag -> !tag.isEmpty());
    }

    @Override
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    @Override
    public List<String> headers(String name) {
        return head.texts(HeaderNames.canonical(name));
    }

    @Override
    public Optional<SessionDescription> body() {
        return head.bodyLength() == 0
                ? Optional.empty()
                : Optional.of(new SessionDescription(header("content-type").orElse(""), head.body()));
    }
}
