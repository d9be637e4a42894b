package io.ringflow.media;

import java.time.Duration;
import java.util.List;

/**
 * Everything the engine needs, already valid.
 *
 * @param loops media loops; 0 means one per core
 * @param loopFill percent of its time that a loop works before the next one is given sessions; 0 lets them take turns
 * @param firstPort lowest RTP port, even; 0 lets the system choose any
 * @param lastPort highest RTP port
 * @param portQuarantine a freed port rests this long
 * @param codecs names in order of preference, e.g. PCMA, L16/16000; CN for comfort noise
 * @param symmetricRtp whether we send to where packets come from (NAT)
 * @param mediaTimeout silence of the far end until {@link MediaEvent.MediaTimeout}; zero for never
 * @param jitterMinimum least depth of the jitter buffer
 * @param jitterMaximum greatest depth
 * @param packetsPerSecond most packets accepted on one port per second
 * @param sockets what ports are made of
 * @param realtimePriority 1 to 99: what the loops' threads are raised to once they are warm; 0 leaves them as they are
 * @param sharedPorts whether calls of no known trunk may share RTP ports
 */
public record MediaConfig(
        int loops,
        int loopFill,
        int firstPort,
        int lastPort,
        Duration portQuarantine,
        List<String> codecs,
        SymmetricRtp symmetricRtp,
        Duration mediaTimeout,
        Duration jitterMinimum,
        Duration jitterMaximum,
        int packetsPerSecond,
        Sockets sockets,
        int realtimePriority,
        boolean sharedPorts) {

    private static final int DEFAULT_LOOP_FILL = 40;

    /** What ports are made of. */
    public enum Sockets {
        /** Native where they work, else the JDK's channels. */
        AUTO,
        /** Linux' own calls. */
        NATIVE,
        /** The JDK's channels. */
        CHANNEL
    }

    /** Where RTP is sent. */
    public enum SymmetricRtp {
        /** Only to the signalled address. */
        OFF,
        /** To the signalled address until packets come from another; latch to that one within the first 5 s. */
        AUTO,
        /** Wait for the first packets, four in sequence unless from the signalled address, and send there. */
        ON
    }

    /** On loops in turn, with the sockets that work best here, not shared, and threads of ordinary priority. */
    public MediaConfig(
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
        this(
                loops,
                0,
                firstPort,
                lastPort,
                portQuarantine,
                codecs,
                symmetricRtp,
                mediaTimeout,
                jitterMinimum,
                jitterMaximum,
                packetsPerSecond,
                Sockets.AUTO,
                0,
                false);
    }

    /** The same over other sockets. */
    public MediaConfig with(Sockets other) {
        return with(loopFill, other, sharedPorts);
    }

    /** The same, with ports that calls of no known trunk share or don't. */
    public MediaConfig withSharedPorts(boolean shared) {
        return with(loopFill, sockets, shared);
    }

    /** The same, with loops filled so far before the next one is used. */
    public MediaConfig withLoopFill(int percent) {
        return with(percent, sockets, sharedPorts);
    }

    private MediaConfig with(int fill, Sockets other, boolean shared) {
        return new MediaConfig(
                loops,
                fill,
                firstPort,
                lastPort,
                portQuarantine,
                codecs,
                symmetricRtp,
                mediaTimeout,
                jitterMinimum,
                jitterMaximum,
                packetsPerSecond,
                other,
                realtimePriority,
                shared);
    }

    public static MediaConfig defaults() {
        return new MediaConfig(
                        0,
                        20_000,
                        29_998,
                        Duration.ofSeconds(30),
                        List.of("PCMA", "PCMU", "G722", "OPUS"),
                        SymmetricRtp.AUTO,
                        Duration.ofSeconds(60),
                        Duration.ofMillis(40),
                        Duration.ofMillis(200),
                        500)
                .withLoopFill(DEFAULT_LOOP_FILL);
    }
}
