package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.ConferenceSeat;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.FloorWish;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomRefused;
import java.util.ArrayList;

/**
 * Joins a push-to-talk group, and makes it if it is not there (D7). Who may talk is decided where the sound is, not here:
 * this waits until the call has left.
 */
public record Intercom(RoomPlan plan, JoinWish wish) implements Command {

    /** An intercom may end, empty, between being found and being joined. */
    private static final int MOST_TRIES = 5;

    private static final Attribute<Integer> PRIORITY = Attribute.of(
            "priority",
            ValueType.number(0, FloorWish.HIGHEST),
            "0",
            "one of a higher one takes the floor from one of a lower, and comes before it in a queue");

    public static final CommandSpec<Intercom> SPEC = CommandSpec.of(Intercom.class, "Intercom", MAIN)
            .meaning(
                    "Joins a group in which one talks at a time, and makes it if it is not there: `intercomid` is required."
                            + " The caller listens; `grabkey` asks for the floor (a rising tone: granted, a falling one:"
                            + " somebody else talks, or the talk was ended; a level one: next), `releasekey` gives it back."
                            + " When the caller has left and the call goes on, so does the flow: at `quiturl`, else with"
                            + " what follows. If it can't join, what follows runs.")
            .attributes(attributes())
            .build(in -> new Intercom(named(in), wish(in)));

    private static Attribute<?>[] attributes() {
        var all = new ArrayList<>(IntercomAttributes.all());
        all.add(PRIORITY);
        return all.toArray(Attribute<?>[]::new);
    }

    private static RoomPlan named(CommandInput in) {
        IntercomAttributes.id(in);
        return IntercomAttributes.plan(in, "", true);
    }

    private static JoinWish wish(CommandInput in) {
        var floor = new FloorWish(
                in.find(IntercomAttributes.GRAB_KEY),
                in.find(IntercomAttributes.RELEASE_KEY),
                in.get(PRIORITY),
                ConferenceAttributes.url(in, IntercomAttributes.FLOOR_URL));
        return new JoinWish(IntercomAttributes.joinUrl(in), IntercomAttributes.quitUrl(in), floor);
    }

    @Override
    public CommandSpec<Intercom> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        try {
            return ConferenceStay.in(joined(call), call);
        } catch (RoomRefused refused) {
            return Outcome.next();
        }
    }

    private ConferenceSeat joined(CallControl call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.conferences().intercom(plan).join(wish);
            } catch (RoomRefused refused) {
                if (refused.error() != RoomError.NO_SUCH_CONFERENCE || attempt == MOST_TRIES) throw refused;
            }
        }
    }
}
