package io.ringflow.media.engine;

import io.ringflow.media.dtmf.TelephoneEvent;
import io.ringflow.media.rtp.PayloadTable;
import io.ringflow.media.rtp.RtpHeader;

/** One packet on its way from one leg to another. Owned by who has it: a loop, or a slot of a line. */
final class RelayPacket {
    /** Opus' largest frame (RFC 6716 §3.4), two packets of G.711 of 80 ms; what is longer is not handed on. */
    static final int MOST_BYTES = 1_280;

    final byte[] payload = new byte[MOST_BYTES];

    PayloadTable.Kind kind = PayloadTable.Kind.UNKNOWN;
    RelayFormat format = RelayFormat.NONE;
    int sequence;
    int timestamp;
    int length;
    /** Timestamp units from its timestamp to the next packet's. */
    int units;

    boolean marker;
    /** The first of a new source. */
    boolean first;

    /** Takes a copy; false when it is too large. */
    boolean copy(RtpHeader from, PayloadTable.Kind what, RelayFormat as, int lasts, boolean firstOfSource) {
        // A packet may hold several events (RFC 4733 §2.5.1.2): the first is the newest.
        length = what == PayloadTable.Kind.EVENT ? TelephoneEvent.LENGTH : from.payloadLength();
        if (length > MOST_BYTES) {
            return false;
        }
        from.copyPayload(0, payload, 0, length);
        kind = what;
        format = as;
        sequence = from.sequence();
        timestamp = (int) from.timestamp();
        units = lasts;
        marker = from.marker();
        first = firstOfSource;
        return true;
    }
}
