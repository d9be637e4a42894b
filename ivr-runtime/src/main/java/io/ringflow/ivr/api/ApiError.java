package io.ringflow.ivr.api;

import io.ringflow.ivr.rest.Answer;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomRefused;

/** A code that a route may answer, for its description. Immutable. */
record ApiError(String code, int status, String meaning) {

    static ApiError of(RestError error) {
        return new ApiError(error.code(), error.httpStatus(), error.sentence());
    }

    static ApiError of(RoomError error) {
        int status = Answer.refused(new RoomRefused(error)).httpStatus();
        return new ApiError(error.code(), status, Problems.sentence(error.sentence()));
    }
}
