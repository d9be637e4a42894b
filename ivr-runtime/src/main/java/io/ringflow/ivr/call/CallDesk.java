package io.ringflow.ivr.call;

import io.ringflow.ivr.account.DialPlan;
import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.command.builtin.JoinConf;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomTable.Entrance;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.dtmf.InfoDigits;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.IncomingCalls;
import io.ringflow.sip.Invitation;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives invitations: turns them away, or makes calls of them and starts their threads. Thread-safe. */
public final class CallDesk implements IncomingCalls {

    private static final Logger LOG = LoggerFactory.getLogger(CallDesk.class);

    private final DialPlan plan;
    private final CallServices services;

    private volatile boolean closed;

    /** One that no telephones register with. */
    public CallDesk(Applications applications, CallServices services) {
        this(new DialPlan(applications, none -> Optional.empty()), services);
    }

    public CallDesk(DialPlan plan, CallServices services) {
        this.plan = plan;
        this.services = services;
    }

    /** From now on every invitation is turned away with 503; calls that are there go on. */
    public void close() {
        closed = true;
    }

    @Override
    public void onIncoming(CallLeg leg, Invitation invitation) {
        if (closed) {
            refuse(leg, invitation, EndReason.of(Cause.SERVER_DRAINING, "the server is about to stop"));
            return;
        }
        var conference = dialled(invitation);
        if (conference.isPresent()) {
            serve(leg, invitation, conference.get().application(), conference);
            return;
        }
        switch (plan.route(invitation.account(), invitation.requestUser())) {
            case DialPlan.Route.Nowhere(EndReason why) -> refuse(leg, invitation, why);
            case DialPlan.Route.To(Application application) -> serve(leg, invitation, application, Optional.empty());
        }
    }

    /** The conference whose number was dialled; a number of an application comes before. */
    private Optional<Entrance> dialled(Invitation invitation) {
        var number = AccessNumber.plain(invitation.requestUser());
        if (plan.isTaken(number)) return Optional.empty();
        return services.rooms()
                .dialled(number)
                .filter(found -> plan.reaches(invitation.account(), found.application()));
    }

    private void serve(CallLeg leg, Invitation invitation, Application application, Optional<Entrance> conference) {
        if (!application.ivrEnabled()) {
            refuse(leg, invitation, forbidden());
        } else if (!invitation.offer().map(MediaRefusal::isSdp).orElse(true)) {
            refuse(leg, invitation, notSdp());
        } else {
            accept(leg, invitation, application, conference);
        }
    }

    /** @param conference that was dialled: then the application is not asked, but the caller is, for its password */
    private void accept(CallLeg leg, Invitation invitation, Application application, Optional<Entrance> conference) {
        try {
            var call = open(leg, invitation, application);
            conference.ifPresent(dialled -> {
                var join = new JoinConf(dialled.confId(), Optional.empty(), JoinWish.MEMBER, "", Optional.empty());
                call.send(FlowDocument.of(join), "the number that was dialled");
            });
            leg.listen(call);
            services.calls().add(call);
            var script = new CallScript(call, services, () -> services.calls().remove(call));
            Thread.ofVirtual().name("call-" + call.id().shortText()).start(script);
        } catch (MediaFailure failure) {
            refuse(leg, invitation, MediaRefusal.reason(failure));
        } catch (RuntimeException bug) {
            LOG.error("invitation {} met a fault of this server", LogText.of(invitation.callId()), bug);
            refuse(leg, invitation, EndReason.of(Cause.SERVER_ERROR, "a fault of this server"));
        }
    }

    private Call open(CallLeg leg, Invitation invitation, Application application) {
        var id = services.ids().next();
        var inbox = new Inbox();
        var inlet = new MediaInlet(id, inbox, Thread::startVirtualThread);
        var listener = invitation.listener();
        var profile = services.trunks().forSource(invitation.source().getAddress());
        var session =
                services.media().open(new MediaAddress(listener.bind(), listener.advertisedHost()), profile, inlet);
        var call = new Call(
                id,
                application,
                new CallOrigin.Incoming(invitation),
                profile.trunk(),
                session,
                services.clock(),
                inbox);
        call.leg(leg);
        inlet.onKeyToSignal(key -> leg.info(InfoDigits.RELAY, InfoDigits.body(key.digit(), key.durationMillis())));
        inlet.onTimeout(call.cancellation()::cancel);
        call.noteIn(services.ledger());
        return call;
    }

    private void refuse(CallLeg leg, Invitation invitation, EndReason reason) {
        LOG.info(
                "invitation {} to {} refused with {}: {}",
                LogText.of(invitation.callId()),
                LogText.of(invitation.requestUser()),
                reason.sipStatus(),
                reason.text());
        leg.listen(new RefusedLeg());
        Goodbye.to(leg, reason, false);
        services.observer().refused(reason);
    }

    private static EndReason forbidden() {
        return EndReason.of(Cause.APPLICATION_REJECTED, "IVR is switched off for this application")
                .withSipStatus(403);
    }

    private static EndReason notSdp() {
        return EndReason.of(Cause.NOT_ACCEPTABLE, "only application/sdp is understood")
                .withSipStatus(415);
    }
}
