package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our 2xx to the peer's INVITEs: sent, repeated until the ACK, given once more to an INVITE that comes again. */
final class Answers {
    private final Leg leg;
    private final Runnable notAcknowledged;

    private @Nullable AnswerRepeater unacknowledged;
    private Optional<First> first = Optional.empty();

    /** What the 2xx to the first INVITE said. */
    private record First(List<HeaderLine> headers, SessionDescription description) {}

    /** @param notAcknowledged told on the lane when no ACK came in time */
    Answers(Leg leg, Runnable notAcknowledged) {
        this.leg = leg;
        this.notAcknowledged = notAcknowledged;
    }

    /** Answers the INVITE that made the leg. */
    void send(InboundRequest invite, List<HeaderLine> headers, SessionDescription description) {
        first = Optional.of(new First(List.copyOf(headers), description));
        leg.wire().reply(invite, 200, headers, Optional.of(description));
        repeatUntilAcknowledged(invite);
    }

    /** The same INVITE came again, after its transaction was over (RFC 6026 §7.1). */
    void sendAgain(InboundRequest sameInvite) {
        first.ifPresent(
                answer -> leg.wire().reply(sameInvite, 200, answer.headers(), Optional.of(answer.description())));
    }

    /** Repeats the 2xx just sent to an INVITE until its ACK. */
    void repeatUntilAcknowledged(InboundRequest answered) {
        var repeater = new AnswerRepeater(
                answered, leg.context().timers(), leg.lane(), () -> repeated(answered), this::gaveUp);
        unacknowledged = repeater;
        repeater.start();
    }

    /** The 2xx whose ACK has not come. */
    Optional<AnswerRepeater> unacknowledged() {
        return Optional.ofNullable(unacknowledged);
    }

    void stopRepeating() {
        if (unacknowledged != null) {
            unacknowledged.stop();
            unacknowledged = null;
        }
    }

    private void repeated(InboundRequest answered) {
        leg.trace().note("200 to INVITE repeated");
        leg.context().observer().retransmitted(answered.listener().transport());
    }

    private void gaveUp() {
        unacknowledged = null;
        notAcknowledged.run();
    }
}
