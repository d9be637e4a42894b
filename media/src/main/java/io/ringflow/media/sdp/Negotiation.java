package io.ringflow.media.sdp;

/** The contract of offer and answer; implemented beside it as static pure functions. */
public final class Negotiation {

    private Negotiation() {}

    /** An answer and what it means. */
    public record Answered(MediaPlan plan, String sdp) {}
}
