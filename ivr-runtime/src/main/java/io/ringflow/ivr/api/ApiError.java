package io.ringflow.ivr.api;

import io.ringflow.ivr.call.TalkError;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.rest.Answer;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomRefused;

/**
 * A code that a route may answer, for its description. Immutable.
 *
 * @param status of HTTP; 0: several
 */
record ApiError(String code, int status, String meaning) {

    /** What a call that can not be tried is answered; 0: the status is that of the call. */
    static final ApiError CALL = new ApiError(
            "107xxx", 0, "A call that can not be tried: xxx is the SIP status that it would have ended with.");

    static ApiError of(RestError error) {
        return new ApiError(error.code(), error.httpStatus(), error.sentence());
    }

    static ApiError of(TalkError error) {
        int status = Answer.refused(new TalkRefused(error)).httpStatus();
        return new ApiError(error.code(), status, Problems.sentence(error.sentence()));
    }

    static ApiError of(QueueError error) {
        int status = Answer.refused(new QueueRefused(error)).httpStatus();
        return new ApiError(error.code(), status, Problems.sentence(error.sentence()));
    }

    static ApiError of(RoomError error) {
        int status = Answer.refused(new RoomRefused(error)).httpStatus();
        return new ApiError(error.code(), status, Problems.sentence(error.sentence()));
    }
}
