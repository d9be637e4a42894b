package io.ringflow.ivr.call;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.trunk.OutboundTrunks;
import io.ringflow.ivr.trunk.OutboundTrunks.Line;
import io.ringflow.media.Conference;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaSession;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Places calls: chooses trunk and listener, opens media, sends the INVITE. Shared by all calls; thread-safe. */
public final class OutboundCalls {

    /** Timer B: nobody waits longer for a first response. */
    private static final Duration MOST_SILENCE = Duration.ofSeconds(32);

    private final OutboundTrunks trunks;
    private final LegPort legs;
    private final MediaPort media;
    private final Supplier<Conference> rooms;

    /** @param rooms opens a room of two */
    public OutboundCalls(OutboundTrunks trunks, LegPort legs, MediaPort media, Supplier<Conference> rooms) {
        this.trunks = trunks;
        this.legs = legs;
        this.media = media;
        this.rooms = rooms;
    }

    /**
     * What a call to be placed holds: its place on a trunk, the listener it is made from, its media session. Closing
     * frees them.
     */
    record Departure(String number, Line line, ListenAddress from, MediaSession session) implements AutoCloseable {

        String trunk() {
            return line.media().trunk();
        }

        @Override
        public void close() {
            session.close();
            line.close();
        }
    }

    /** Which number is shown: the one wanted, or what the trunk says, or this one. */
    record Shown(Optional<String> wanted, String otherwise) {}

    /**
     * Takes what a call to this number needs.
     *
     * @throws DialRefused when something of it can't be had; nothing is held then
     */
    Departure prepare(String written, MediaListener listener) {
        var number = AccessNumber.plain(written);
        var line = trunks.take(number).orElseThrow(() -> new DialRefused(noLine(number)));
        try {
            var from = listener(
                    legs.addresses(), line.side().transport(), line.side().peer());
            var address = new MediaAddress(from.bind(), from.advertisedHost());
            return new Departure(number, line, from, media.open(address, line.media(), listener));
        } catch (MediaFailure failure) {
            line.close();
            throw new DialRefused(MediaRefusal.reason(failure));
        } catch (RuntimeException refused) {
            line.close();
            throw refused;
        }
    }

    /**
     * Sends the INVITE.
     *
     * @throws DialRefused when it can't be; what the call held is freed then
     */
    CallLeg place(Departure call, Shown shown, Duration ringing, LegListener owner) {
        try {
            var silence = ringing.compareTo(MOST_SILENCE) < 0 ? ringing : MOST_SILENCE;
            CallTarget target = call.line()
                    .side()
                    .target(call.number(), shown.wanted(), shown.otherwise())
                    .withFrom(call.from())
                    .withPatience(silence, ringing);
            return legs.call(target, SessionDescription.sdp(call.session().offer()), owner);
        } catch (SipFailure | IllegalArgumentException refused) {
            call.close();
            throw new DialRefused(EndReason.of(Cause.SERVER_ERROR, LogText.of(String.valueOf(refused.getMessage()))));
        } catch (RuntimeException failed) {
            call.close();
            throw failed;
        }
    }

    /** An empty room for two. */
    Conference room() {
        return rooms.get();
    }

    private EndReason noLine(String number) {
        return trunks.serves(number)
                ? EndReason.of(Cause.SERVER_BUSY, "the trunks for this number carry as many calls as they may")
                : EndReason.of(Cause.NO_SUCH_NUMBER, "no trunk serves this number");
    }

    private static ListenAddress listener(List<ListenAddress> all, Transport transport, InetSocketAddress peer) {
        boolean ipv6 = peer.getAddress().getAddress().length == 16;
        var possible = all.stream()
                .filter(listener -> listener.transport() == transport)
                .filter(listener -> (listener.bind().getAddress().length == 16) == ipv6)
                .toList();
        if (possible.isEmpty()) {
            var text = "no listener to call from by " + transport.parameter();
            throw new DialRefused(EndReason.of(Cause.SERVER_ERROR, text));
        }
        if (possible.size() == 1) return possible.getFirst();
        var local = localAddressTowards(peer);
        return possible.stream()
                .filter(listener -> local.filter(listener.bind()::equals).isPresent())
                .findFirst()
                .orElse(possible.getFirst());
    }

    /** The address that this machine sends from to get there: asked of its routes, without a packet. */
    private static Optional<InetAddress> localAddressTowards(InetSocketAddress peer) {
        try (var probe = DatagramChannel.open()) {
            probe.connect(peer);
            return probe.getLocalAddress() instanceof InetSocketAddress local
                    ? Optional.of(local.getAddress())
                    : Optional.empty();
        } catch (IOException noRoute) {
            return Optional.empty();
        }
    }
}
