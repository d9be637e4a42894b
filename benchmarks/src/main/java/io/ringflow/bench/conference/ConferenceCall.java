package io.ringflow.bench.conference;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaSession;
import io.ringflow.media.engine.MediaEngine;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;

/** One caller of a conference: in it from the answer to the end of the call. Owned by the leg's lane. */
final class ConferenceCall implements LegListener, AutoCloseable {
    private static final int NOT_ACCEPTABLE_HERE = 488;

    private final Invitation invitation;
    private final Conference room;
    private final MediaSession session;

    ConferenceCall(MediaEngine engine, MediaProfile profile, Conference room, Invitation invitation) {
        this.invitation = invitation;
        this.room = room;
        var address = new MediaAddress(
                invitation.listener().bind(), invitation.listener().advertisedHost());
        this.session = engine.open(address, profile, event -> {}, room);
    }

    /** Our answer to the caller's offer, or our offer to a caller without one. */
    SessionDescription join() {
        var description = SessionDescription.sdp(
                invitation.offer().map(offer -> session.answer(offer.text())).orElseGet(session::offer));
        room.join(session, ConferenceRole.SPEAKER);
        return description;
    }

    @Override
    public SessionDescription onOffer(SessionDescription offer) {
        try {
            return SessionDescription.sdp(session.answer(offer.text()));
        } catch (MediaFailure refused) {
            throw new OfferRejected(NOT_ACCEPTABLE_HERE, String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public SessionDescription onOfferWanted() {
        return SessionDescription.sdp(session.offer());
    }

    @Override
    public void onAnswer(SessionDescription answer) {
        try {
            session.accept(answer.text());
        } catch (MediaFailure refused) {
            throw new OfferRejected(NOT_ACCEPTABLE_HERE, String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void onEvent(LegEvent event) {
        if (event instanceof LegEvent.Ended) {
            close();
        }
    }

    /** Leaves the conference, too. */
    @Override
    public void close() {
        session.close();
    }
}
