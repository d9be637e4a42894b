package io.ringflow.ivr.call;

import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.Exit.Shown;
import io.ringflow.ivr.trunk.OutboundTrunks;
import io.ringflow.media.Conference;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaSession;
import io.ringflow.sip.CallLeg;
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

    private final OutboundTrunks trunks;
    private final Telephones telephones;
    private final LegPort legs;
    private final MediaPort media;
    private final Supplier<Conference> rooms;

    /** Calls of a server without telephones of its own. */
    public OutboundCalls(OutboundTrunks trunks, LegPort legs, MediaPort media, Supplier<Conference> rooms) {
        this(trunks, Telephones.NONE, legs, media, rooms);
    }

    /** @param rooms opens a room of two */
    public OutboundCalls(
            OutboundTrunks trunks, Telephones telephones, LegPort legs, MediaPort media, Supplier<Conference> rooms) {
        this.trunks = trunks;
        this.telephones = telephones;
        this.legs = legs;
        this.media = media;
        this.rooms = rooms;
    }

    /** What a call to be placed holds: its way out and its media session. Closing frees them. */
    record Departure(String number, Exit line, MediaSession session) implements AutoCloseable {

        String trunk() {
            return line.media().trunk();
        }

        @Override
        public void close() {
            session.close();
            line.close();
        }
    }

    /**
     * Takes what a call to this number needs.
     *
     * @param application on whose behalf: its accounts are numbers for nobody else
     * @throws DialRefused when something of it can't be had; nothing is held then
     */
    Departure prepare(Application application, String written, MediaListener listener) {
        var number = AccessNumber.plain(written);
        var exit = exit(application, number);
        try {
            var from = exit.from();
            var address = new MediaAddress(from.bind(), from.advertisedHost());
            return new Departure(number, exit, media.open(address, exit.media(), listener));
        } catch (MediaFailure failure) {
            exit.close();
            throw new DialRefused(MediaRefusal.reason(failure));
        } catch (RuntimeException refused) {
            exit.close();
            throw refused;
        }
    }

    private Exit exit(Application application, String number) {
        var registered = telephones.of(application, number);
        if (registered.isPresent()) return AccountExit.to(registered.get(), telephones, legs);
        var line = trunks.take(number).orElseThrow(() -> new DialRefused(noLine(number)));
        try {
            var side = line.side();
            return new TrunkExit(number, line, listener(legs.addresses(), side.transport(), side.peer()));
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
            var plan = call.line().plan(shown, ringing);
            return legs.call(plan, SessionDescription.sdp(call.session().offer()), owner);
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
