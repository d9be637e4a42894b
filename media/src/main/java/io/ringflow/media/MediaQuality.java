package io.ringflow.media;

/**
 * What a session sounded like so far.
 *
 * @param listening mean opinion score of what we hear, by the E-model (ITU-T G.107), 1 to 4.41; -1 when nothing came yet
 * @param conversational the same with the delay of the network and of our buffer
 * @param remote score of what the far end hears, from its reports; -1 when it sends none
 * @param missing share of packets lost, or there at the wrong time, 0 to 1
 * @param burstRatio 1 for random loss, more when losses come together
 * @param concealed share of the audio that was made up, 0 to 1
 * @param bufferMillis depth of the jitter buffer now
 * @param bufferMostMillis the most it has been
 * @param oneWay why the far end is suspected not to be heard
 */
public record MediaQuality(
        double listening,
        double conversational,
        double remote,
        double missing,
        double burstRatio,
        double concealed,
        int bufferMillis,
        int bufferMostMillis,
        OneWay oneWay) {

    /** What keeps the far end from being heard. A closed set: it is a metric label. */
    public enum OneWay {
        NONE,
        /** Nothing comes at all: a firewall, or a private address in a description. */
        NO_PACKETS,
        /** All that comes is from where nobody was signalled: NAT without symmetric RTP, or an intruder. */
        WRONG_SOURCE,
        /** All that comes has a payload type that was not agreed on. */
        CODEC_MISMATCH,
        /** Packets come, and all carry the same constant: a muted or broken far end. */
        SILENCE
    }

    public static final MediaQuality NONE = new MediaQuality(-1, -1, -1, 0, 1, 0, 0, 0, OneWay.NONE);
}
