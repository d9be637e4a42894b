package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.Role.SECONDARY;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;

/**
 * Presses keys (D3), the way the trunk's policy says, and waits until the last of them is over. Keys that the caller
 * presses meanwhile are kept.
 */
public record SendDtmf(String keys, Duration duration, Duration interval, Target target) implements Command {

    /** Who hears the keys. */
    public enum Target {
        CALLER,
        /** The caller, in the flow of a party that it consults; elsewhere there is none. */
        PEER
    }

    private static final Attribute<Integer> DURATION =
            Attribute.of("duration", ValueType.number(40, 8000), "160", "milliseconds that a key is held");
    private static final Attribute<Integer> INTERVAL =
            Attribute.of("interval", ValueType.number(40, 8000), "100", "milliseconds between two keys");
    private static final Attribute<Target> TARGET = Attribute.of(
            "target",
            ValueType.constant(Target.class),
            "caller",
            "who hears them: this call, or the one that consults it");

    public static final CommandSpec<SendDtmf> SPEC = CommandSpec.of(SendDtmf.class, "SendDTMF", MAIN, SECONDARY)
            .meaning("Presses keys, then goes on with what follows. `w` waits half a second, `W` a second. A `peer` is"
                    + " there in the flow of a consulted party: the call that consults it. Keys for a `peer` that is not"
                    + " there are passed over.")
            .text(ValueType.DIAL_STRING)
            .attributes(DURATION, INTERVAL, TARGET)
            .build(in -> new SendDtmf(
                    in.text(),
                    Duration.ofMillis(in.get(DURATION)),
                    Duration.ofMillis(in.get(INTERVAL)),
                    in.get(TARGET)));

    @Override
    public CommandSpec<SendDtmf> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        if (target == Target.PEER) return pressedForPeer(call);
        call.ensureAnswered();
        try (var sending = call.sendKeys(keys, duration, interval)) {
            boolean goesOn = true;
            while (goesOn) goesOn = !(call.await(Waiting.forActivity(sending)) instanceof Heard.ActivityEnded);
        }
        return Outcome.next();
    }

    /** Whoever owns the peer hears when the last key is over, so this one reckons it. */
    private Outcome pressedForPeer(CallControl call) {
        if (!call.pressForPeer(keys, duration, interval)) return Outcome.next();
        try (var over = call.deadline(length())) {
            call.await(Waiting.forTime(over));
        }
        return Outcome.next();
    }

    private Duration length() {
        long millis = keys.chars()
                .mapToLong(key -> switch (key) {
                    case 'w' -> 500;
                    case 'W' -> 1_000;
                    default -> duration.plus(interval).toMillis();
                })
                .sum();
        return Duration.ofMillis(millis);
    }
}
