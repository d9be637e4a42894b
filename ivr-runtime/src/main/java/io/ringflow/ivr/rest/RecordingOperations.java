package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.recording.RunningRecording;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomRefused;
import io.ringflow.media.Recording.Pause;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Pause and resume of what is being recorded of a call, its conversation included, or of a conference: operations of our
 * own, so that a card number that is told is never stored. Immutable.
 */
final class RecordingOperations {

    private static final Attribute<String> CALL_ID = Attribute.optional("callid", ValueType.TEXT, "the call; required");
    private static final Attribute<Pause> AS = Attribute.optional(
            "as",
            ValueType.constant(Pause.class),
            "what the file has of it: `cut`, nothing, or `silence`, as much as it lasts; empty: `recordings.pause`");

    private RecordingOperations() {}

    static List<OperationSpec> all() {
        return List.of(
                OperationSpec.that(
                        "CallRecordPause",
                        "ivr/call",
                        "From the next moment on nothing of a call is stored by the recordings of it that are being made,"
                                + " those of its conversation too; `recordid` tells them. Paused twice is paused.",
                        in -> call(in.get(CALL_ID), pause(in)),
                        CALL_ID,
                        AS),
                OperationSpec.that(
                        "CallRecordResume",
                        "ivr/call",
                        "They go on.",
                        in -> call(in.get(CALL_ID), RecordingOperations::resume),
                        CALL_ID),
                OperationSpec.that(
                        "ConfRecordPause",
                        "ivr/conf",
                        "From the next moment on nothing is stored by the recording of a conference.",
                        in -> conference(in.get(ConferenceAttributes.CONF_ID), pause(in)),
                        ConferenceAttributes.CONF_ID,
                        AS),
                OperationSpec.that(
                        "ConfRecordResume",
                        "ivr/conf",
                        "It goes on.",
                        in -> conference(in.get(ConferenceAttributes.CONF_ID), RecordingOperations::resume),
                        ConferenceAttributes.CONF_ID));
    }

    private static BiFunction<OperationServices, RunningRecording, RunningRecording> pause(CommandInput input) {
        Optional<Pause> as = input.find(AS);
        return (services, one) -> {
            one.pause(as.orElse(services.recordings().fallback()));
            return one;
        };
    }

    private static RunningRecording resume(OperationServices services, RunningRecording one) {
        one.resume();
        return one;
    }

    private static Operation call(
            String callId, BiFunction<OperationServices, RunningRecording, RunningRecording> change) {
        return (application, services) -> {
            if (services.calls().find(callId, application.id()).isEmpty()) {
                throw new RestRefused(RestError.NO_SUCH_CALL);
            }
            var changed = changed(application, services, callId, change);
            if (changed.isEmpty()) throw new RestRefused(RestError.NOT_RECORDED);
            return Answer.done(changed);
        };
    }

    private static Operation conference(
            String confId, BiFunction<OperationServices, RunningRecording, RunningRecording> change) {
        return (application, services) -> {
            var owner = services.rooms().owner(confId);
            if (owner.filter(application.id()::equals).isEmpty()) throw new RoomRefused(RoomError.NO_SUCH_CONFERENCE);
            var changed = changed(application, services, confId, change);
            if (changed.isEmpty()) throw new RoomRefused(RoomError.NOT_RECORDING);
            return Answer.done(changed);
        };
    }

    private static List<Answer.Field> changed(
            Application application,
            OperationServices services,
            String of,
            BiFunction<OperationServices, RunningRecording, RunningRecording> change) {
        return services.recordings().of(application.id(), of).stream()
                .map(one -> change.apply(services, one))
                .map(one -> Answer.text("recordid", one.manifest().id()))
                .toList();
    }
}
