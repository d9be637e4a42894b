package io.ringflow.media;

import io.ringflow.media.MediaConfig.SymmetricRtp;
import java.util.List;

/**
 * How the media of one trunk's calls is treated. Immutable, already valid.
 *
 * @param trunk name of the trunk, {@value #NO_TRUNK} when the call came over none that is known; a metric label
 * @param codecs names in order of preference
 * @param symmetricRtp whether we send to where packets come from (NAT)
 * @param dtmf how keys travel, both ways
 * @param sharedPorts whether its calls may share RTP ports, told apart by source address and SSRC
 */
public record MediaProfile(
        String trunk, List<String> codecs, SymmetricRtp symmetricRtp, DtmfPolicy dtmf, boolean sharedPorts) {

    /** Name that stands for no trunk. */
    public static final String NO_TRUNK = "none";

    /** How keys travel. */
    public enum DtmfPolicy {
        /**
         * RFC 4733 when it was negotiated, else SIP INFO to send and both SIP INFO and tones to hear. SIP INFO is
         * always heard.
         */
        AUTO,
        /** RFC 4733 only; without it there are no keys. */
        RFC4733,
        /** SIP INFO only; RFC 4733 is neither offered nor accepted. */
        INFO,
        /** Tones in the audio only; RFC 4733 is neither offered nor accepted. */
        INBAND,
        /** No keys, neither heard nor sent. */
        OFF;

        /** Whether telephone-events belong into our descriptions. */
        public boolean negotiatesEvents() {
            return this == AUTO || this == RFC4733;
        }

        /** Whether SIP INFO is believed. */
        public boolean hearsSignalling() {
            return this == AUTO || this == INFO;
        }

        /** Whether tones are listened for. */
        public boolean hearsTones(boolean eventsNegotiated) {
            return this == INBAND || this == AUTO && !eventsNegotiated;
        }
    }

    public MediaProfile {
        codecs = List.copyOf(codecs);
    }

    /** Whether its calls share ports: those who must hear who is behind a NAT can't. */
    public boolean sharesPorts() {
        return sharedPorts && symmetricRtp != SymmetricRtp.ON;
    }

    /** What holds for calls of no known trunk. */
    public static MediaProfile of(MediaConfig config) {
        return new MediaProfile(
                NO_TRUNK, config.codecs(), config.symmetricRtp(), DtmfPolicy.AUTO, config.sharedPorts());
    }
}
