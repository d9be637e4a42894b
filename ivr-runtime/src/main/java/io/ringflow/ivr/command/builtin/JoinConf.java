package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.JOIN_URL;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.PASSWORD_ERROR_URL;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.QUIT_URL;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.url;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.ConferenceDoor;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomRefused;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Joins a conference (flow-protocol 4.2, D13): the password, the nested prompt, then the conference, until the call leaves
 * it.
 *
 * @param password what the document says it is
 * @param passwordErrorUrl empty: the conference's
 */
public record JoinConf(
        String confId, Optional<String> password, JoinWish wish, String passwordErrorUrl, Optional<Prompt> prompt)
        implements Command {

    private static final Attribute<String> CONF_ID =
            Attribute.optional("confid", ValueType.TEXT, "the conference; required");
    private static final Attribute<String> PASSWD = Attribute.optional(
            "passwd",
            ConferenceAttributes.PASSWORD,
            "its password; without it, or if it is wrong, the caller is asked");
    private static final Attribute<Boolean> ROLE =
            Attribute.of("role", binary(), "0", "1: takes the chair from whoever has it");
    private static final Attribute<Boolean> SPEAK = Attribute.of("speak", binary(), "1", "0: hears only");

    public static final CommandSpec<JoinConf> SPEC = CommandSpec.of(JoinConf.class, "JoinConf", MAIN)
            .meaning("Joins a conference and stays in it. When the caller has left it and the call goes on, so does the"
                    + " flow: at `quiturl`, else with what follows. A conference that is unknown or full: what follows"
                    + " runs. A nested prompt is heard before.")
            .attributes(CONF_ID, PASSWD, ROLE, SPEAK, JOIN_URL, QUIT_URL, PASSWORD_ERROR_URL)
            .nests("Play", "PlayTTS")
            .build(in -> new JoinConf(
                    in.get(CONF_ID),
                    in.find(PASSWD),
                    new JoinWish(in.get(ROLE), in.get(SPEAK), url(in, JOIN_URL), url(in, QUIT_URL)),
                    url(in, PASSWORD_ERROR_URL),
                    in.prompt()));

    private static ValueType<Boolean> binary() {
        return ValueType.choice("0", "1").map(text -> text.equals("1"));
    }

    @Override
    public CommandSpec<JoinConf> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        try {
            var door = call.conferences().door(confId);
            call.ensureAnswered();
            if (!PasswordDialog.passed(call, door, password)) return turnedAway(door);
            if (prompt.isPresent()) prompt.get().run(call);
            return ConferenceStay.in(door.join(wish), call);
        } catch (RoomRefused refused) {
            return Outcome.next();
        }
    }

    private Outcome turnedAway(ConferenceDoor door) {
        var url = passwordErrorUrl.isEmpty() ? door.passwordErrorUrl() : passwordErrorUrl;
        if (url.isEmpty()) return Outcome.end(Ending.HANG_UP);
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("confid", confId);
        parameters.put("result", RoomError.WRONG_PASSWORD.code());
        return new Outcome.Callback(url, "POST", parameters);
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "JoinConf[confId=%s, password=%s, %s, passwordErrorUrl=%s, prompt=%s]"
                .formatted(confId, password.map(_ -> "***"), wish, passwordErrorUrl, prompt);
    }
}
