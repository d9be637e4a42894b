package io.ringflow.sip.stack;

import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.guard.ScannerFilter;
import io.ringflow.sip.guard.SourceLimiter;
import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.transport.Flow;
import io.ringflow.sip.transport.MessageReceiver;
import io.ringflow.sip.transport.NetworkListener;
import io.ringflow.sip.transport.PreParser;
import io.ringflow.sip.transport.PreParser.Verdict;
import java.net.InetSocketAddress;

/**
 * The way in: rate per source, the pre-parser, silence for scanners, the queue to the workers. Runs on the one event loop,
 * which has time for the first messages of a round, and leaves what comes with them to the workers.
 */
final class Gate implements MessageReceiver {

    /** Some 30 µs each: who comes next waits half a millisecond for this thread. */
    static final int DONE_HERE = 16;

    private static final int PING_OCTETS = 4;
    private static final byte[] PONG = {'\r', '\n'};

    /** Where admitted messages go. */
    interface Next {
        /**
         * False if there is no room.
         *
         * @param here whether the thread at hand has the time to do it
         */
        boolean take(Arrival arrival, byte[] octets, boolean here);
    }

    private final PreParser parser;
    private final SourceLimiter limiter;
    private final TrustedNetworks trusted;
    private final Refusals refusals;
    private final SipObserver observer;

    private volatile Next next = (arrival, octets, here) -> false;
    private int ofThisRound;

    Gate(SipConfig config, SourceLimiter limiter, TrustedNetworks trusted, Refusals refusals, SipObserver observer) {
        this.parser = new PreParser(config.limits());
        this.limiter = limiter;
        this.trusted = trusted;
        this.refusals = refusals;
        this.observer = observer;
    }

    void open(Next inner) {
        this.next = inner;
    }

    @Override
    public void onMessage(byte[] octets, NetworkListener listener, Flow flow) {
        SourceLimiter.Verdict rate = limiter.judge(flow.peer().getAddress());
        if (rate == SourceLimiter.Verdict.SILENT) {
            refusals.count(Refusal.RATE_LIMITED, flow);
            return;
        }
        switch (parser.judge(octets, octets.length, flow.transport().reliable())) {
            case Verdict.Accepted(var head, var via) -> {
                if (isScanner(head, flow)) {
                    refusals.count(Refusal.SCANNER, flow);
                } else if (rate == SourceLimiter.Verdict.REFUSE && !head.isResponse()) {
                    refusals.overloaded(head, flow, Refusal.RATE_LIMITED);
                } else {
                    pass(new Arrival(head, via, listener, flow), octets);
                }
            }
            case Verdict.Refused(var head, int code, String text, Refusal ignored)
            when isScanner(head, flow) -> refusals.count(Refusal.SCANNER, flow);
            case Verdict.Refused(var head, int status, String reason, Refusal why) ->
                refusals.refuse(head, flow, status, reason, why);
            case Verdict.Dropped(Refusal why)
            when flow.transport().reliable() && !isResponse(octets) ->
                // what is no message on a stream is the tail of one that was miscounted: its framing is lost
                refusals.closeWith(PreParser.NOTHING, flow, 400, "Bad Request", why);
            case Verdict.Dropped(Refusal why) -> refusals.count(why, flow);
            case Verdict.KeepAlive() -> pong(octets, flow);
        }
    }

    @Override
    public void onPause() {
        ofThisRound = 0;
    }

    private void pass(Arrival arrival, byte[] octets) {
        ofThisRound++;
        if (!next.take(arrival, octets, ofThisRound <= DONE_HERE)) {
            refusals.overloaded(arrival.head(), arrival.flow(), Refusal.OVERLOADED);
        }
    }

    /** A double CRLF wants an answer (RFC 5626 §3.5.1); on a stream the connection has given it. */
    private static void pong(byte[] octets, Flow flow) {
        if (octets.length == PING_OCTETS && !flow.transport().reliable()) {
            flow.send(PONG, notSent -> {});
        }
    }

    /** A trunk's own tests may use the scanners' programs. */
    private boolean isScanner(MessageHead head, Flow flow) {
        return !head.isResponse()
                && head.raw("user-agent").map(ScannerFilter::isScanner).orElse(false)
                && !trusted.contains(flow.peer().getAddress());
    }

    private static boolean isResponse(byte[] octets) {
        return octets.length > 4 && octets[0] == 'S' && octets[1] == 'I' && octets[2] == 'P' && octets[3] == '/';
    }

    @Override
    public void onBroken(byte[] octets, int status, NetworkListener listener, Flow flow) {
        String reason = status == 513 ? "Message Too Large" : "Bad Content-Length";
        Refusal why = status == 513 ? Refusal.TOO_LARGE : Refusal.MALFORMED;
        MessageHead head =
                switch (parser.judge(octets, octets.length, true)) {
                    case Verdict.Accepted(var accepted, var via) -> accepted;
                    case Verdict.Refused(var refused, int code, String text, Refusal ignored) -> refused;
                    case Verdict.Dropped(Refusal ignored) -> PreParser.NOTHING;
                    case Verdict.KeepAlive() -> PreParser.NOTHING;
                };
        refusals.closeWith(head, flow, status, reason, why);
    }

    @Override
    public void onRefused(Refusal why, InetSocketAddress source) {
        observer.refused(why, source);
    }
}
