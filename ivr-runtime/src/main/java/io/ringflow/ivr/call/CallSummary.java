package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.media.MediaStats;
import io.ringflow.sip.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that is over.
 *
 * @param trunk name of the trunk it came or went over, or "none"
 * @param arrivedAt when the invitation came, or ours was sent
 * @param alertedAt when the caller, or we, were told that it rings
 * @param answeredAt when the answer was sent, if it was acknowledged
 * @param failure what was wrong with the application, if that ended the call
 * @param documents answers that ran
 * @param outbound whether we called
 * @param userData what the application gave along with a call of ours
 * @param secondLeg of the last party that was consulted and answered
 * @param relatedCallId id of the leg that it was connected with last
 * @param conferenceId of the last conference that it joined
 * @param centre of its last time in the call centre
 */
public record CallSummary(
        CallId id,
        Application application,
        String from,
        String to,
        String trunk,
        Instant arrivedAt,
        Optional<Instant> alertedAt,
        Optional<Instant> answeredAt,
        Instant endedAt,
        EndReason reason,
        Optional<FlowFailure> failure,
        int documents,
        MediaStats media,
        boolean outbound,
        Optional<String> userData,
        Optional<SecondLeg> secondLeg,
        Optional<String> relatedCallId,
        Optional<String> conferenceId,
        Optional<CallRecord.Centre> centre) {

    /** Of the conversation; zero if there was none. */
    public Duration duration() {
        return answeredAt.map(from -> Duration.between(from, endedAt)).orElse(Duration.ZERO);
    }

    /** The six digits that tell the application how it ended (D16). */
    public String errorCode() {
        return EndCode.of(reason, answeredAt.isPresent(), failure);
    }
}
