package io.ringflow.ivr.call;

import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.Exit.Shown;
import io.ringflow.ivr.trunk.OutboundSide;
import io.ringflow.ivr.trunk.OutboundTrunks;
import io.ringflow.ivr.trunk.TrunkChecks;
import io.ringflow.ivr.trunk.TrunkRegistrations;
import io.ringflow.media.Conference;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaSession;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.leg.ClientRegistration;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Places calls: chooses trunk and listener, opens media, sends the INVITE. Shared by all calls; thread-safe. */
public final class OutboundCalls {

    /** The two, and those who are called in. */
    private static final int MOST_IN_TALK = 2 + TalkDesk.MOST_THIRDS;

    private final OutboundTrunks trunks;
    private final Telephones telephones;
    private final LegPort legs;
    private final MediaPort media;
    private final Rooms rooms;

    /** Opens a room for so many, near the session of whom they talk with. */
    @FunctionalInterface
    public interface Rooms {
        Conference open(int members, MediaSession caller);
    }

    /** Calls of a server without telephones of its own. */
    public OutboundCalls(OutboundTrunks trunks, LegPort legs, MediaPort media, Supplier<Conference> rooms) {
        this(trunks, Telephones.NONE, legs, media, (_, _) -> rooms.get());
    }

    public OutboundCalls(OutboundTrunks trunks, Telephones telephones, LegPort legs, MediaPort media, Rooms rooms) {
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
        return prepare(application, written, listener, Optional.empty());
    }

    /** @param toTalkWith the session that it is to hear and be heard by, if that is known */
    Departure prepare(
            Application application, String written, MediaListener listener, Optional<MediaSession> toTalkWith) {
        var number = AccessNumber.plain(written);
        var exit = exit(application, number);
        try {
            var from = exit.from();
            var address = new MediaAddress(from.bind(), from.advertisedHost());
            var profile = exit.media();
            var session = toTalkWith
                    .map(near -> media.open(address, profile, listener, near))
                    .orElseGet(() -> media.open(address, profile, listener));
            return new Departure(number, exit, session);
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
        return TrunkExit.open(trunks, number, legs.addresses());
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

    /** Begins to ask the trunks' peers whether they are there; SIP is up. Closing it ends that. */
    public TrunkChecks watchTrunks(ScheduledExecutorService timers) {
        return new TrunkChecks(trunks, this::check, timers);
    }

    /** Begins to register with the trunks' peers; SIP is up. Closing it takes the registrations back. */
    public TrunkRegistrations register(ScheduledExecutorService timers) {
        var known = new ConcurrentHashMap<OutboundSide, ClientRegistration>();
        return new TrunkRegistrations(
                trunks,
                (side, hop, expires, told) -> known.computeIfAbsent(side, any -> registration(side, hop))
                        .send(hop, expires, told),
                timers);
    }

    private ClientRegistration registration(OutboundSide side, InetSocketAddress hop) {
        var from = Listeners.towards(legs.addresses(), side.transport(), hop);
        return legs.registration(side.terms(side.upkeep().registration().orElseThrow(), from));
    }

    private void check(OutboundSide side, InetSocketAddress hop, Consumer<Optional<Duration>> told) {
        var listeners = legs.addresses();
        if (!Listeners.any(listeners, side.transport(), hop)) return;
        legs.ping(side.check(hop).withFrom(Listeners.towards(listeners, side.transport(), hop)), told);
    }

    /** An empty room for a caller, whom it talks with, and whoever joins them. */
    Conference room(MediaSession caller) {
        return rooms.open(MOST_IN_TALK, caller);
    }
}
