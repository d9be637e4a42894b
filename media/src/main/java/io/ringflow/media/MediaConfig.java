package io.ringflow.media;

import java.time.Duration;
import java.util.List;

/**
 * Everything the engine needs, already valid.
 *
 * @param loops media loops; 0 means one per core
 * @param firstPort lowest RTP port, even; 0 lets the system choose any
 * @param lastPort highest RTP port
 * @param portQuarantine a freed port rests this long
 * @param codecs names in order of preference, e.g. PCMA, PCMU
 * @param symmetricRtp whether we send to where packets come from (NAT)
 * @param mediaTimeout silence of the far end until {@link MediaEvent.MediaTimeout}; zero for never
 * @param jitterMinimum least depth of the jitter buffer
 * @param jitterMaximum greatest depth
 * @param packetsPerSecond most packets accepted on one port per second
 */
public record MediaConfig(
        int loops,
        int firstPort,
        int lastPort,
        Duration portQuarantine,
        List<String> codecs,
        SymmetricRtp symmetricRtp,
        Duration mediaTimeout,
        Duration jitterMinimum,
        Duration jitterMaximum,
        int packetsPerSecond) {

    /** Where RTP is sent. */
    public enum SymmetricRtp {
        /** Only to the signalled address. */
        OFF,
        /** To the signalled address until packets come from another; latch to that one within the first 5 s. */
        AUTO,
        /** Wait for the first packet and send there. */
        ON
    }

    public static MediaConfig defaults() {
        return new MediaConfig(
                0,
                20_000,
                29_998,
                Duration.ofSeconds(30),
                List.of("PCMA", "PCMU"),
                SymmetricRtp.AUTO,
                Duration.ofSeconds(60),
                Duration.ofMillis(40),
                Duration.ofMillis(200),
                500);
    }
}
