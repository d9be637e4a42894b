package io.ringflow.ivr.call;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import java.util.function.Supplier;

/**
 * Offers and answers of a leg, put to its media session: refusals become statuses; and what was agreed on who hears whom.
 * Thread-safe.
 */
final class SessionTalks {

    /** Whether the far end holds the call (RFC 3264 §8.4). */
    enum Hold {
        NO,
        /** It wants to hear nothing, and may send something: music of its own. */
        SENDING,
        /** Nothing goes either way. */
        SILENT
    }

    private final MediaSession media;
    private final Runnable holdChanged;

    private volatile Hold hold = Hold.NO;

    /** @param holdChanged told, on the thread of the negotiation, that {@link #hold} is not what it was */
    SessionTalks(MediaSession media, Runnable holdChanged) {
        this.media = media;
        this.holdChanged = holdChanged;
    }

    /** As the last description says. */
    Hold hold() {
        return hold;
    }

    SessionDescription answer(SessionDescription offer) {
        var answer = negotiated(() -> SessionDescription.sdp(media.answer(sdp(offer))));
        note(hold(answer.text(), "recvonly"));
        return answer;
    }

    SessionDescription offer() {
        return negotiated(() -> SessionDescription.sdp(media.offer()));
    }

    void accept(SessionDescription answer) {
        negotiated(() -> {
            media.accept(sdp(answer));
            return answer;
        });
        note(hold(answer.text(), "sendonly"));
    }

    private void note(Hold now) {
        if (hold == now) return;
        hold = now;
        holdChanged.run();
    }

    /** @param onlyToUs how the description says that sound comes from the far end alone */
    private static Hold hold(String description, String onlyToUs) {
        if (description.contains("\na=inactive")) return Hold.SILENT;
        return description.contains("\na=" + onlyToUs) ? Hold.SENDING : Hold.NO;
    }

    private static SessionDescription negotiated(Supplier<SessionDescription> step) {
        try {
            return step.get();
        } catch (MediaFailure failure) {
            throw new OfferRejected(MediaRefusal.status(failure), LogText.of(String.valueOf(failure.getMessage())));
        }
    }

    private static String sdp(SessionDescription description) {
        if (!MediaRefusal.isSdp(description)) throw new OfferRejected(415, "only application/sdp is understood");
        return description.text();
    }
}
