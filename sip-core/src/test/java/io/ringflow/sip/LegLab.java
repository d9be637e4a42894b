package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeSipStack;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** An endpoint on a stack without a network, in time that the test moves, with one caller. Leaves nothing behind. */
final class LegLab implements AutoCloseable {
    static final String OFFER = "v=0 offer";
    static final String ANSWER = "v=0 answer";

    final FakeTime time = new FakeTime();
    final LegOwner owner = new LegOwner();
    final RecordedFacts facts = new RecordedFacts();
    final FakeSipStack stack;
    final SipEndpoint endpoint;
    private FakeRequest invite = FakeRequest.of("INVITE");
    private long cseq;

    LegLab() {
        this(SipConfig.of(List.of(FakeRequest.LISTENER)));
    }

    LegLab(SipConfig config) {
        var made = new AtomicReference<FakeSipStack>();
        endpoint = SipEndpoint.over(
                listener -> {
                    made.set(new FakeSipStack(listener));
                    return made.get();
                },
                config,
                owner,
                time,
                time,
                facts);
        stack = made.get();
        time.idleWhen(endpoint::idle);
    }

    /** Delivers a request and lets everything come to rest. */
    FakeRequest receives(FakeRequest request) {
        if (request.method().equals("INVITE") && request.toTag().isEmpty()) {
            invite = request;
            cseq = request.cseq();
        }
        stack.deliver(request);
        time.settle();
        return request;
    }

    FakeRequest invited() {
        return receives(FakeRequest.of("INVITE").sdp(OFFER));
    }

    /** A call whose 200 is sent and not yet acknowledged. */
    FakeRequest answered() {
        FakeRequest invite = invited();
        answers(ANSWER);
        return invite;
    }

    /** A call in the middle of its life. */
    FakeRequest confirmed() {
        FakeRequest invite = answered();
        receives(ack(invite));
        return invite;
    }

    void answers(String description) {
        owner.leg().answer(SessionDescription.sdp(description));
        time.settle();
    }

    FakeRequest ack(FakeRequest answered) {
        return FakeRequest.of("ACK").toTag(ourTag()).cseq(answered.cseq());
    }

    /** A request inside the caller's dialog, with the next sequence number. */
    FakeRequest inDialog(String method) {
        cseq++;
        return FakeRequest.of(method).toTag(ourTag()).cseq(cseq);
    }

    /** The tag of our side, as the first response to the INVITE that had one told it. */
    private String ourTag() {
        return invite.responses().stream()
                .map(FakeRequest.Response::localTag)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    void passes(Duration duration) {
        time.advance(duration);
    }

    void hangsUp(EndReason.Cause cause) {
        owner.leg().bye(EndReason.of(cause, "the test is over"));
        time.settle();
    }

    /** Ends what a test left, then looks for anything that outlived it. */
    @Override
    public void close() {
        owner.legs.forEach(leg -> leg.bye(EndReason.of(EndReason.Cause.SERVER_DRAINING, "the test is over")));
        passes(Duration.ofSeconds(33));
        stack.sent().forEach(sent -> sent.answeredWith(200));
        time.settle();
        endpoint.close();
        assertThat(endpoint.activeLegs()).as("legs left").isZero();
        assertThat(time.pendingDelays()).as("timers left").isEmpty();
        assertThat(endpoint.idle()).as("lanes at rest").isTrue();
        assertThat(stack.closed()).isTrue();
        assertThat(owner.ends()).as("ends told, one per leg taken").hasSizeLessThanOrEqualTo(owner.legs.size());
    }
}
