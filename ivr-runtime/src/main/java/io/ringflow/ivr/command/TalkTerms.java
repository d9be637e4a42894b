package io.ringflow.ivr.command;

import java.time.Duration;
import java.util.Optional;

/**
 * What a flow wants of a conversation of its caller with somebody (flow-protocol 3.6, D1, D4).
 *
 * @param record record it: the caller left, the party right
 * @param callTime after which it is over; empty: never
 * @param callTimeOverUrl asked then
 * @param hangupUrl asked when the party has hung up
 */
public record TalkTerms(
        boolean record, Optional<Duration> callTime, Optional<String> callTimeOverUrl, Optional<String> hangupUrl) {

    /** Nothing in particular. */
    public static final TalkTerms NONE = new TalkTerms(false, Optional.empty(), Optional.empty(), Optional.empty());

    /** These where they say something, else the others; recorded if either wants it. */
    public TalkTerms over(TalkTerms others) {
        return new TalkTerms(
                record || others.record,
                callTime.or(others::callTime),
                callTimeOverUrl.or(others::callTimeOverUrl),
                hangupUrl.or(others::hangupUrl));
    }
}
