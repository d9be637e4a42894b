package io.ringflow.media.rtcp;

import java.nio.ByteBuffer;

/**
 * Reads what we need from a compound packet (RFC 3550 §6.1): the time of the far end's sender report, and its reports
 * about us, the extended one (RFC 3611) too. Owned by the leg's loop. A BYE is counted and otherwise ignored: calls end by signalling.
 */
public final class RtcpReader {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int GOODBYE = 203;
    private static final int EXTENDED_REPORT = 207;
    private static final int BLOCK_LENGTH = 24;
    private static final int SENDER_INFO_LENGTH = 20;

    private final RoundTrip roundTrip;
    private final int ourSsrc;

    private int senderReport;
    private int senderReportTick;
    private boolean heardSender;
    private long remoteLost = -1;
    private double remoteLossRate;
    private final VoipMetrics remote = new VoipMetrics();
    private boolean remoteKnown;
    private long goodbyes;

    public RtcpReader(int ourSsrc, RoundTrip roundTrip) {
        this.ourSsrc = ourSsrc;
        this.roundTrip = roundTrip;
    }

    /**
     * Reads the packet in {@code [0, length)}.
     *
     * @return false when it is malformed; nothing of it has been believed then
     */
    public boolean read(ByteBuffer packet, int length, int tick) {
        if (!wellFormed(packet, length)) {
            return false;
        }
        int at = 0;
        while (at < length) {
            int end = at + lengthAt(packet, at);
            switch (packet.get(at + 1) & 0xFF) {
                case SENDER_REPORT -> {
                    heardSender = true;
                    // The middle 32 bits of the NTP timestamp (RFC 3550 §6.4.1, LSR).
                    senderReport = packet.getShort(at + 10) << 16 | packet.getShort(at + 12) & 0xFFFF;
                    senderReportTick = tick;
                    readBlocks(packet, at, at + 8 + SENDER_INFO_LENGTH, end, tick);
                }
                case RECEIVER_REPORT -> readBlocks(packet, at, at + 8, end, tick);
                case GOODBYE -> goodbyes++;
                case EXTENDED_REPORT -> readExtended(packet, at, end);
                default -> {
                    // SDES, APP and feedback tell nothing that is needed here.
                }
            }
            at = end;
        }
        return true;
    }

    // RFC 3550 A.2, with the type of each packet long enough for what its count promises.
    private static boolean wellFormed(ByteBuffer packet, int length) {
        int at = 0;
        while (at < length) {
            if (length - at < 4 || (packet.get(at) & 0xC0) != 0x80) {
                return false;
            }
            int size = lengthAt(packet, at);
            int count = packet.get(at) & 0x1F;
            int needed =
                    switch (packet.get(at + 1) & 0xFF) {
                        case SENDER_REPORT -> 8 + SENDER_INFO_LENGTH + count * BLOCK_LENGTH;
                        case RECEIVER_REPORT -> 8 + count * BLOCK_LENGTH;
                        case GOODBYE -> 4 + 4 * count;
                        case EXTENDED_REPORT -> 8;
                        default -> 4;
                    };
            if (size < needed || at + size > length || !extendedFits(packet, at, size)) {
                return false;
            }
            at += size;
        }
        return length > 0;
    }

    // RFC 3611 §3: blocks follow each other; even one of length 0 has a header and takes us on.
    private static boolean extendedFits(ByteBuffer packet, int at, int size) {
        if ((packet.get(at + 1) & 0xFF) != EXTENDED_REPORT) {
            return true;
        }
        int block = at + 8;
        while (block < at + size) {
            block += lengthAt(packet, block);
        }
        return block == at + size;
    }

    private static int lengthAt(ByteBuffer packet, int at) {
        return 4 * ((packet.getShort(at + 2) & 0xFFFF) + 1);
    }

    private void readBlocks(ByteBuffer packet, int at, int firstBlock, int end, int tick) {
        int count = packet.get(at) & 0x1F;
        for (int i = 0; i < count && firstBlock + (i + 1) * BLOCK_LENGTH <= end; i++) {
            int block = firstBlock + i * BLOCK_LENGTH;
            if (packet.getInt(block) != ourSsrc) {
                continue;
            }
            // 24 bits, signed; a far end that counts duplicates may be below zero.
            int lost = packet.getInt(block + 4) << 8 >> 8;
            remoteLost = Math.max(0, lost);
            remoteLossRate = (packet.get(block + 4) & 0xFF) / 256.0;
            roundTrip.onReport(packet.getInt(block + 16), packet.getInt(block + 20), tick);
        }
    }

    private void readExtended(ByteBuffer packet, int at, int end) {
        for (int block = at + 8; block < end; block += lengthAt(packet, block)) {
            boolean metrics = packet.get(block) == VoipMetrics.TYPE && lengthAt(packet, block) == VoipMetrics.LENGTH;
            if (metrics && packet.getInt(block + 4) == ourSsrc) {
                remote.read(packet, block);
                remoteKnown = true;
            }
        }
    }

    /** Share of our packets lost lately, as the far end says, 0 to 1. */
    public double remoteLossRate() {
        return remoteLossRate;
    }

    /** What the far end says it hears of us; only if {@link #remoteMetricsKnown}. */
    public VoipMetrics remoteMetrics() {
        return remote;
    }

    public boolean remoteMetricsKnown() {
        return remoteKnown;
    }

    /** Packets of ours that the far end says it lost, or -1. */
    public long remoteLost() {
        return remoteLost;
    }

    /** LSR of our next report: middle bits of the last sender report, or 0. */
    int lastSenderReport() {
        return heardSender ? senderReport : 0;
    }

    /** DLSR of our next report, in 65536ths of a second. */
    int delaySinceSenderReport(int tick) {
        return heardSender ? RoundTrip.shortTime(tick - senderReportTick) : 0;
    }

    /** BYEs heard; they never end a call. */
    public long goodbyes() {
        return goodbyes;
    }
}
