package io.ringflow.ivr.call;

import io.ringflow.media.MediaFailure;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.SessionDescription;
import java.util.Locale;

/** What a failure of media is to the far end. */
final class MediaRefusal {

    private MediaRefusal() {}

    static boolean isSdp(SessionDescription description) {
        var type = description.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals(SessionDescription.SDP);
    }

    static int status(MediaFailure failure) {
        return switch (failure.kind()) {
            case BAD_DESCRIPTION -> 400;
            case NOT_ACCEPTABLE -> 488;
            case NO_PORTS, OVERLOADED, CONFERENCE_FULL -> 503;
            case NO_SUCH_PROMPT, BAD_PROMPT, CLOSED -> 500;
        };
    }

    static EndReason reason(MediaFailure failure) {
        int status = status(failure);
        var text = LogText.of(String.valueOf(failure.getMessage()));
        return switch (failure.kind()) {
            case BAD_DESCRIPTION, NOT_ACCEPTABLE ->
                EndReason.of(Cause.NOT_ACCEPTABLE, text).withSipStatus(status);
            case NO_PORTS, OVERLOADED, CONFERENCE_FULL -> EndReason.of(Cause.SERVER_BUSY, text);
            case NO_SUCH_PROMPT, BAD_PROMPT, CLOSED -> EndReason.of(Cause.SERVER_ERROR, text);
        };
    }
}
