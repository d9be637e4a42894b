package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeResponse;
import io.ringflow.sip.stack.FakeSipStack;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An endpoint on a stack without a network that calls somebody, in time that the test moves. Leaves nothing behind. */
final class CallingLab implements AutoCloseable {
    static final String OFFER = "v=0 offer";
    static final String TARGET = "sip:200@127.0.0.9:5090";

    final FakeTime time = new FakeTime();
    final LegOwner owner = new LegOwner();
    final RecordedFacts facts = new RecordedFacts();
    final FakeSipStack stack;
    final SipEndpoint endpoint;
    private @Nullable CallLeg leg;

    CallingLab() {
        var made = new AtomicReference<FakeSipStack>();
        endpoint = SipEndpoint.over(
                listener -> {
                    made.set(new FakeSipStack(listener));
                    return made.get();
                },
                SipConfig.of(List.of(FakeRequest.LISTENER)),
                owner,
                time,
                time,
                facts);
        stack = made.get();
        time.idleWhen(endpoint::idle);
    }

    static CallTarget target() {
        return CallTarget.of(TARGET, FakeRequest.PEER, CallIdentity.of("sip:100@127.0.0.1"));
    }

    CallLeg calls() {
        return calls(target());
    }

    CallLeg calls(CallTarget target) {
        CallLeg made = endpoint.call(target, SessionDescription.sdp(OFFER), owner);
        leg = made;
        owner.legs.add(made);
        time.settle();
        return made;
    }

    /** A call in the middle of its life. */
    CallLeg confirmed() {
        CallLeg made = calls();
        hears(200, answer -> answer.sdp("v=0 answer"));
        return made;
    }

    CallLeg leg() {
        if (leg == null) {
            throw new AssertionError("nobody was called");
        }
        return leg;
    }

    Sent invite() {
        return stack.sent("INVITE").getLast();
    }

    List<String> sent() {
        return stack.sent().stream().map(Sent::method).toList();
    }

    Sent last(String method) {
        return stack.sent(method).getLast();
    }

    static String header(DialogRequest request, String name) {
        return request.headers().stream()
                .filter(line -> line.name().equals(name))
                .map(line -> line.value())
                .findFirst()
                .orElse("");
    }

    /** The far end responds to the last INVITE. */
    void hears(int status) {
        hears(status, response -> response);
    }

    void hears(int status, UnaryOperator<FakeResponse> edit) {
        hears(invite(), status, edit);
    }

    void hears(Sent request, int status, UnaryOperator<FakeResponse> edit) {
        request.outcome().onResponse(edit.apply(FakeResponse.to(request.request(), status)));
        time.settle();
    }

    /** The far end asks for something inside the dialog of that tag. */
    FakeRequest asks(String method, String theirTag, long cseq, UnaryOperator<FakeRequest> edit) {
        var id = invite().request().id();
        FakeRequest request = edit.apply(FakeRequest.of(method)
                .callId(id.callId())
                .fromTag(theirTag)
                .toTag(id.localTag())
                .cseq(cseq));
        stack.deliver(request);
        time.settle();
        return request;
    }

    void passes(Duration duration) {
        time.advance(duration);
    }

    void givesUp() {
        leg().bye(EndReason.of(EndReason.Cause.CALLER_HUNG_UP, "the caller hung up"));
        time.settle();
    }

    EndReason reason() {
        return owner.events.stream()
                .filter(LegEvent.Ended.class::isInstance)
                .map(event -> ((LegEvent.Ended) event).reason())
                .findFirst()
                .orElseThrow(() -> new AssertionError("the leg has not ended"));
    }

    /** The leg is gone, before the lab cleans up. */
    void assertForgotten() {
        assertThat(endpoint.activeLegs()).as("legs left").isZero();
        assertThat(time.pendingDelays()).as("timers left").isEmpty();
    }

    /** Ends what a test left, then looks for anything that outlived it. */
    @Override
    public void close() {
        owner.legs.forEach(left -> left.bye(EndReason.of(EndReason.Cause.SERVER_DRAINING, "the test is over")));
        time.settle();
        stack.sent().forEach(request -> request.outcome().onTimeout());
        passes(Duration.ofSeconds(33));
        stack.sent().forEach(request -> request.outcome().onTimeout());
        time.settle();
        endpoint.close();
        assertThat(endpoint.activeLegs()).as("legs left").isZero();
        assertThat(time.pendingDelays()).as("timers left").isEmpty();
        assertThat(endpoint.idle()).as("lanes at rest").isTrue();
        assertThat(owner.ends()).as("ends told, one per leg").hasSize(owner.legs.size());
    }
}
