package io.ringflow.ivr.cdr;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that is over, as it is kept and reported (flow-protocol 5.6, 5.7). Immutable.
 *
 * @param callId 32 characters, unique
 * @param caller number of who called; empty if it was not told, or the call is ours
 * @param called number that was dialled
 * @param trunk name of the trunk that it came or went over, or "none"
 * @param relatedCallId of the other leg that it was connected with
 * @param second the last party that was consulted and answered
 * @param recording the last that it made
 * @param conferenceId of the last conference it was in
 * @param userData what the application gave along with a call of ours
 * @param centre of its last time in the call centre
 */
public record CallRecord(
        String callId,
        String applicationId,
        Direction direction,
        String caller,
        String called,
        String trunk,
        Optional<String> relatedCallId,
        Times times,
        Optional<SecondTalk> second,
        End end,
        Sound sound,
        Optional<Recording> recording,
        Optional<String> conferenceId,
        Optional<String> userData,
        Optional<Centre> centre) {

    /** One that was not in the call centre. */
    public CallRecord(
            String callId,
            String applicationId,
            Direction direction,
            String caller,
            String called,
            String trunk,
            Optional<String> relatedCallId,
            Times times,
            Optional<SecondTalk> second,
            End end,
            Sound sound,
            Optional<Recording> recording,
            Optional<String> conferenceId,
            Optional<String> userData) {
        this(
                callId,
                applicationId,
                direction,
                caller,
                called,
                trunk,
                relatedCallId,
                times,
                second,
                end,
                sound,
                recording,
                conferenceId,
                userData,
                Optional.empty());
    }

    /**
     * @param queue that it waited in last; empty: none, it was given to an agent
     * @param agentId of the last agent that it talked with
     * @param waited until the first agent talked with it, or until it waited no more
     */
    public record Centre(String queue, Optional<String> agentId, Duration waited) {}

    /** In the order of the protocol's numbers. */
    public enum Direction {
        INBOUND,
        OUTBOUND
    }

    /**
     * @param beganAt when the invitation came, or ours was sent
     * @param alertedAt when the caller, or we, were told that it rings
     * @param answeredAt when it was answered, if it was
     */
    public record Times(Instant beganAt, Optional<Instant> alertedAt, Optional<Instant> answeredAt, Instant endedAt) {}

    /**
     * @param number that was called; empty if it is not known
     * @param answeredAt from when on it was on the line
     */
    public record SecondTalk(Optional<String> number, Instant answeredAt, Instant endedAt) {
        public Duration duration() {
            return Duration.between(answeredAt, endedAt);
        }
    }

    /**
     * How it ended.
     *
     * @param errorCode six digits (D16), 000000 when all was well
     * @param sipStatus that was, or would have been, sent; 200 for a normal end
     * @param cause one of a closed set, such as CALLER_HUNG_UP
     * @param endedBy whose doing: CALLER, CALLEE, TRUNK, APPLICATION, SERVER
     */
    public record End(String errorCode, int sipStatus, String cause, String endedBy) {}

    /**
     * What it sounded like.
     *
     * @param codec in use at the end, or "none"
     * @param heard opinion score of what we heard, 1 to 4.41; empty when nothing came
     * @param sent the same of what the far end heard, by its reports
     * @param bytes sent and received
     */
    public record Sound(String codec, Optional<Double> heard, Optional<Double> sent, long bytes) {}

    /** @param url signed, good for a time */
    public record Recording(String id, String url) {}

    public boolean answered() {
        return times.answeredAt().isPresent();
    }

    /** Of the conversation; zero if there was none. */
    public Duration duration() {
        return times.answeredAt()
                .map(from -> Duration.between(from, times.endedAt()))
                .orElse(Duration.ZERO);
    }
}
