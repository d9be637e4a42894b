package io.ringflow.ivr.call;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import java.util.function.Supplier;

/** Offers and answers of a leg, put to its media session: refusals become statuses. Thread-safe. */
record SessionTalks(MediaSession media) {

    SessionDescription answer(SessionDescription offer) {
        return negotiated(() -> SessionDescription.sdp(media.answer(sdp(offer))));
    }

    SessionDescription offer() {
        return negotiated(() -> SessionDescription.sdp(media.offer()));
    }

    void accept(SessionDescription answer) {
        negotiated(() -> {
            media.accept(sdp(answer));
            return answer;
        });
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
