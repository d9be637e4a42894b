package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.Cancellation;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.media.dtmf.InfoDigits;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import java.time.Instant;

/**
 * One call: who, by which leg and media session, for which application; and its inbox. Its own thread writes what
 * changes; thread-safe. As its leg's listener it answers offers on the leg's lane and posts everything else on.
 */
public final class Call implements LegListener {

    private final CallId id;
    private final Application application;
    private final Invitation invitation;
    private final String trunk;
    private final CallLeg leg;
    private final MediaSession media;
    private final Instant arrivedAt;
    private final Inbox inbox;
    private final Cancellation cancellation = new Cancellation();

    private volatile boolean asking;

    Call(
            CallId id,
            Application application,
            Invitation invitation,
            String trunk,
            CallLeg leg,
            MediaSession media,
            Instant arrivedAt,
            Inbox inbox) {
        this.id = id;
        this.application = application;
        this.invitation = invitation;
        this.trunk = trunk;
        this.leg = leg;
        this.media = media;
        this.arrivedAt = arrivedAt;
        this.inbox = inbox;
    }

    public CallId id() {
        return id;
    }

    public Application application() {
        return application;
    }

    /** The caller's number; may be empty. */
    public String from() {
        return invitation.from();
    }

    /** The number that was dialled. */
    public String to() {
        return invitation.requestUser();
    }

    /** Name of the trunk it came over, or "none". */
    public String trunk() {
        return trunk;
    }

    public Instant arrivedAt() {
        return arrivedAt;
    }

    public CallLeg leg() {
        return leg;
    }

    public MediaSession media() {
        return media;
    }

    /** Ends the call: its thread says goodbye to everybody. The first reason given counts. Any thread. */
    public void end(EndReason reason) {
        if (inbox.end(reason)) cancellation.cancel();
    }

    /** Whether its thread waits for the application. */
    public boolean asking() {
        return asking;
    }

    void asking(boolean now) {
        asking = now;
    }

    Invitation invitation() {
        return invitation;
    }

    Inbox inbox() {
        return inbox;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public SessionDescription onOffer(SessionDescription offer) {
        return negotiated(() -> SessionDescription.sdp(media.answer(sdp(offer))));
    }

    @Override
    public SessionDescription onOfferWanted() {
        return negotiated(() -> SessionDescription.sdp(media.offer()));
    }

    @Override
    public void onAnswer(SessionDescription answer) {
        negotiated(() -> {
            media.accept(sdp(answer));
            return answer;
        });
    }

    @Override
    public void onEvent(LegEvent event) {
        switch (event) {
            case LegEvent.Confirmed() -> inbox.post(new CallEvent.Confirmed());
            case LegEvent.Info info ->
                InfoDigits.parse(info.contentType(), info.body())
                        .ifPresent(press -> media.digitBySignalling(press.digit(), press.durationMillis()));
            case LegEvent.Ended(EndReason reason) -> end(reason);
            // this leg called us
            case LegEvent.Progress _ -> {}
        }
    }

    private interface Step {
        SessionDescription take();
    }

    private static SessionDescription negotiated(Step step) {
        try {
            return step.take();
        } catch (MediaFailure failure) {
            throw new OfferRejected(MediaRefusal.status(failure), LogText.of(String.valueOf(failure.getMessage())));
        }
    }

    private static String sdp(SessionDescription description) {
        if (!MediaRefusal.isSdp(description)) throw new OfferRejected(415, "only application/sdp is understood");
        return description.text();
    }
}
