package io.ringflow.media.rtp;

import io.ringflow.media.MediaConfig.SymmetricRtp;
import java.net.InetSocketAddress;

/**
 * Decides whose packets are heard and where ours go, so that a caller behind NAT is served and a stranger's packets are
 * not (the RTP Bleed class of faults). Owned by the leg's loop; time is counted in ticks.
 *
 * <p>The signalled address latches at once. Any other must show {@link #FOREIGN_PACKETS} packets in sequence: late packets
 * of the port's last call may come from the same host. One latch per negotiation: during its first {@link #WINDOW_TICKS}
 * the signalled address displaces any other, and its host another host; after that the latch is locked. When its source
 * falls silent, another port of the same host (a NAT that forgot) may follow; another host only after a new negotiation.
 * Where the first packets are waited for ({@link SymmetricRtp#ON}), the wait has no end.
 */
public final class RemoteLatch {

    /** What to do with a packet. */
    public enum Verdict {
        ACCEPT,
        /** Accept; this source is the one from now on. */
        LATCHED,
        REFUSE
    }

    /** No address: nothing is sent there. */
    public static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

    static final int WINDOW_TICKS = 250;
    static final int FOREIGN_PACKETS = 4;

    private final SymmetricRtp mode;

    private InetSocketAddress signalled = NOWHERE;
    private InetSocketAddress latched = NOWHERE;
    // Told with every packet, so it is kept rather than worked out.
    private InetSocketAddress target = NOWHERE;
    private boolean held;
    private boolean vacant;
    /** Negotiated since the latch closed: another host may follow a source that has fallen silent. */
    private boolean renegotiated;

    private int windowEnd;
    private InetSocketAddress candidate = NOWHERE;
    private int candidateSsrc;
    private int candidateNext;
    private int candidatePackets;

    public RemoteLatch(SymmetricRtp mode) {
        this.mode = mode;
    }

    /** A negotiation told where the far end wants RTP. An unchanged address keeps its latch. */
    public void signalled(InetSocketAddress address, int tick) {
        windowEnd = tick + WINDOW_TICKS;
        candidatePackets = 0;
        renegotiated = true;
        if (isNowhere(address)) {
            // RFC 3264 §8.4, RFC 2543 hold: send nowhere, but remember the latch for the time after.
            held = true;
            aim();
            return;
        }
        held = false;
        boolean same = address.equals(signalled) || address.equals(latched);
        signalled = address;
        if (!same) {
            latched = NOWHERE;
            vacant = false;
        }
        aim();
    }

    /** Judges one packet by its source. */
    public Verdict judge(InetSocketAddress source, int ssrc, int sequence, boolean negotiated, int tick) {
        // Identity first: equals would look into both, memory that nothing else of a tick touches.
        if (source == latched || source.equals(latched)) {
            vacant = false;
            return Verdict.ACCEPT;
        }
        if (mode == SymmetricRtp.OFF) {
            return sameHost(source, signalled) ? Verdict.ACCEPT : Verdict.REFUSE;
        }
        if (!negotiated) {
            return Verdict.REFUSE;
        }
        boolean open = isNowhere(latched);
        boolean inWindow = tick - windowEnd < 0;
        boolean changeable = open || inWindow || vacant;
        if (source.equals(signalled) && changeable) {
            return latch(source);
        }
        boolean nearer = sameHost(source, signalled) && changeable && !sameHost(latched, signalled);
        boolean movedPort = vacant && sameHost(source, latched);
        boolean foreign = open ? inWindow || mode == SymmetricRtp.ON : inWindow && vacant && renegotiated;
        if (!nearer && !movedPort && !foreign) {
            return Verdict.REFUSE;
        }
        return hasShownItself(source, ssrc, sequence) ? latch(source) : Verdict.REFUSE;
    }

    private boolean hasShownItself(InetSocketAddress source, int ssrc, int sequence) {
        boolean next =
                candidatePackets > 0 && source.equals(candidate) && ssrc == candidateSsrc && sequence == candidateNext;
        candidatePackets = next ? candidatePackets + 1 : 1;
        candidate = source;
        candidateSsrc = ssrc;
        candidateNext = (sequence + 1) & 0xFFFF;
        return candidatePackets >= FOREIGN_PACKETS;
    }

    private Verdict latch(InetSocketAddress source) {
        latched = source;
        vacant = false;
        renegotiated = false;
        candidatePackets = 0;
        aim();
        return Verdict.LATCHED;
    }

    /** The latched source has been silent for a while: it may be followed to another port. */
    public void silent() {
        vacant = !isNowhere(latched);
    }

    /** Where our packets go, or {@link #NOWHERE}. */
    public InetSocketAddress target() {
        return target;
    }

    private void aim() {
        InetSocketAddress wanted = mode == SymmetricRtp.ON ? NOWHERE : signalled;
        if (!isNowhere(latched)) {
            wanted = latched;
        }
        target = held || isNowhere(wanted) ? NOWHERE : wanted;
    }

    /** True when nobody else can become the source any more, so that the kernel may filter for us. */
    public boolean settled(int tick) {
        if (isNowhere(latched) || held || vacant) {
            return false;
        }
        return latched.equals(signalled) || tick - windowEnd >= 0;
    }

    /** True when RTCP from this source may be believed. */
    public boolean knows(InetSocketAddress source) {
        return sameHost(source, latched) || sameHost(source, signalled);
    }

    public static boolean isNowhere(InetSocketAddress address) {
        return address == NOWHERE
                || address.getPort() == 0
                || address.isUnresolved()
                || address.getAddress().isAnyLocalAddress();
    }

    private static boolean sameHost(InetSocketAddress one, InetSocketAddress other) {
        return !isNowhere(one) && !isNowhere(other) && one.getAddress().equals(other.getAddress());
    }
}
