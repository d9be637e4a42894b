package io.ringflow.ivr.call;

import io.ringflow.ivr.trunk.OutboundTrunks;
import io.ringflow.ivr.trunk.OutboundTrunks.Line;
import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.ListenAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out over a trunk, and when that is silent or answers 503, on to its next address and to the next trunk (RFC 3263
 * §4.3): one that has room, is reached from the same listener, and treats media alike, since the offer is made already.
 * Thread-safe: asked on the leg's lane, closed by the call's thread.
 */
final class TrunkExit implements Exit {

    private static final Logger LOG = LoggerFactory.getLogger(TrunkExit.class);
    /** While there is another way nobody waits for timer B: three copies of the INVITE have been sent by then. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final OutboundTrunks trunks;
    private final String number;
    private final List<ListenAddress> listeners;
    private final ListenAddress from;
    private final MediaProfile media;
    private final Set<String> tried = new HashSet<>();

    private Line line;
    private InetSocketAddress hop;
    private Queue<InetSocketAddress> hops;
    private boolean closed;

    /**
     * Takes a place on the first trunk that has room, and an address; may wait for the latter.
     *
     * @throws DialRefused when there is none; no place is taken then
     */
    static TrunkExit open(OutboundTrunks trunks, String number, List<ListenAddress> listeners) {
        var unknown = new HashSet<String>();
        while (true) {
            var line = trunks.take(number, trunk -> !unknown.contains(trunk.name()))
                    .orElseThrow(() -> new DialRefused(noLine(trunks, number, !unknown.isEmpty())));
            try {
                var transport = line.side().transport();
                var hops = line.addresses();
                var usable = hops.stream()
                        .filter(hop -> Listeners.any(listeners, transport, hop))
                        .toList();
                if (!usable.isEmpty()) {
                    return new TrunkExit(trunks, number, listeners, line, new ArrayDeque<>(usable));
                }
                if (!hops.isEmpty()) throw Listeners.none(transport);
            } catch (RuntimeException refused) {
                line.close();
                throw refused;
            }
            line.close();
            unknown.add(line.media().trunk());
        }
    }

    private TrunkExit(
            OutboundTrunks trunks,
            String number,
            List<ListenAddress> listeners,
            Line line,
            Queue<InetSocketAddress> hops) {
        this.trunks = trunks;
        this.number = number;
        this.listeners = listeners;
        this.line = line;
        this.hops = hops;
        this.hop = hops.remove();
        this.media = line.media();
        this.from = Listeners.towards(listeners, line.side().transport(), hop);
        tried.add(media.trunk());
    }

    @Override
    public MediaProfile media() {
        return media;
    }

    @Override
    public ListenAddress from() {
        return from;
    }

    @Override
    public CallPlan plan(Shown shown, Duration ringing) {
        var until = trunks.now().plus(ringing);
        return new CallPlan() {
            @Override
            public List<CallTarget> first() {
                return List.of(target(shown, until));
            }

            @Override
            public boolean goesOn() {
                return mayGoOn();
            }

            @Override
            public List<CallTarget> next(EndReason failed) {
                return goesOnAfter(failed) ? List.of(target(shown, until)) : List.of();
            }
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        line.close();
    }

    private synchronized CallTarget target(Shown shown, Instant until) {
        var left = Duration.between(trunks.now(), until);
        var ringing = left.compareTo(SILENCE) < 0 ? SILENCE : left;
        return line.side()
                .target(hop, number, shown.wanted(), shown.otherwise())
                .withFrom(from)
                .withPatience(mayGoOn() ? SILENCE : Exit.silence(ringing), ringing);
    }

    /** Names of trunks that may follow are looked up anew meanwhile, if need be. */
    private synchronized boolean mayGoOn() {
        return !hops.isEmpty() || trunks.serves(number, this::mayFollow);
    }

    private synchronized boolean goesOnAfter(EndReason failed) {
        if (closed || !leads(failed)) return false;
        var before = line.media().trunk();
        while (true) {
            for (var next = hops.poll(); next != null; next = hops.poll()) {
                if (isFromHere(next)) {
                    hop = next;
                    LOG.info("trunk {} fails with {}: the call goes on to {}", before, failed.sipStatus(), hop);
                    return true;
                }
            }
            var other = trunks.take(number, this::mayFollow);
            if (other.isEmpty()) return false;
            line.close();
            line = other.get();
            tried.add(line.media().trunk());
            // Whoever was never looked up can't be waited for here.
            hops = new ArrayDeque<>(line.known());
        }
    }

    private static boolean leads(EndReason failed) {
        return switch (failed.cause()) {
            case NOT_REACHED, TRANSPORT_FAILED -> true;
            case CALL_REFUSED -> failed.sipStatus() == 503;
            default -> false;
        };
    }

    private boolean isFromHere(InetSocketAddress next) {
        var transport = line.side().transport();
        return Listeners.any(listeners, transport, next)
                && Listeners.towards(listeners, transport, next).equals(from);
    }

    private boolean mayFollow(Trunk trunk) {
        var other = trunk.media();
        return !tried.contains(trunk.name())
                && other.codecs().equals(media.codecs())
                && other.symmetricRtp() == media.symmetricRtp()
                && other.dtmf() == media.dtmf()
                && other.sharedPorts() == media.sharedPorts();
    }

    private static EndReason noLine(OutboundTrunks trunks, String number, boolean unknown) {
        if (unknown) return EndReason.of(Cause.TRANSPORT_FAILED, "the trunk's host name has no address");
        return trunks.serves(number)
                ? EndReason.of(Cause.SERVER_BUSY, "the trunks for this number carry as many calls as they may")
                : EndReason.of(Cause.NO_SUCH_NUMBER, "no trunk serves this number");
    }
}
