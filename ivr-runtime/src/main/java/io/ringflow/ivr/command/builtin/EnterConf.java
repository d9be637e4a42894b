package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomKind;
import io.ringflow.ivr.room.RoomRefused;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * Joins a conference or an intercom as somebody outside of the call wants it: {@code InviteJoinConf}, {@code
 * InviteJoinIntercom} and the operation {@code JoinConf} (flow-protocol 8.5, D7). No password is asked, as the application itself has sent the call in. It stands in no document.
 *
 * @param result told once: 0 when the call is in, else why it is not (D16)
 */
public record EnterConf(RoomKind kind, String confId, JoinWish wish, Consumer<String> result) implements Command {

    /** Of {@code result}, and of what the application is told. */
    public static final String OK = "0";

    @Override
    public CommandSpec<?> spec() {
        return kind == RoomKind.CONFERENCE ? JoinConf.SPEC : Intercom.SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        try {
            var conferences = call.conferences();
            var door = kind == RoomKind.CONFERENCE ? conferences.door(confId) : conferences.intercom(confId);
            call.ensureAnswered();
            var seat = door.join(wish);
            result.accept(OK);
            return ConferenceStay.in(seat, call);
        } catch (RoomRefused refused) {
            result.accept(refused.error().code());
            return elsewhere(refused);
        }
    }

    /** The flow that the call was taken from has ended; it goes on as if the call had been in. */
    private Outcome elsewhere(RoomRefused refused) {
        if (wish.quitUrl().isEmpty()) return Outcome.next();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(kind.idName(), confId);
        parameters.put("result", refused.error().code());
        return new Outcome.Callback(wish.quitUrl(), "POST", parameters);
    }
}
