package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.Waiting;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller and a party talk, from being joined to what the caller's flow does then (flow-protocol 3.6, 5.4). When the party
 * leaves a talk of three, the caller talks on with the third, under the same terms.
 *
 * @param otherwise what it comes to when there is no URL for how it ended
 */
record Conversation(TalkTerms terms, Outcome otherwise) {

    /** Joins them and waits until it is over; the party is still to be closed. */
    Outcome between(CallControl call, Party party) {
        party.connect();
        var other = party;
        try (@Nullable
                        CallRecording _ =
                                terms.record() ? call.recordConversation().orElse(null) : null;
                @Nullable Deadline limit = terms.callTime().map(call::deadline).orElse(null)) {
            for (var next = Optional.of(party); next.isPresent(); next = call.remaining(other)) {
                other = next.get();
                if (!untilOver(call, other, limit)) return asked(terms.callTimeOverUrl(), new LinkedHashMap<>());
            }
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("reason", other.hungUp() ? "0" : other.code());
        parameters.put("callduration", Long.toString(other.talked().toSeconds()));
        return asked(terms.hangupUrl(), parameters);
    }

    /** False when the time is up before. */
    private static boolean untilOver(CallControl call, Party party, @Nullable Deadline limit) {
        var untilNews = new Waiting(KeySet.ANY, Waiting.Typing.AHEAD, null, limit, party.change());
        while (party.state() != Party.State.OVER) {
            switch (call.await(untilNews)) {
                case Heard.Key(char key) -> party.press(key);
                case Heard.TimeUp() -> {
                    return false;
                }
                case Heard.ActivityEnded(), Heard.PassFinished(), Heard.SoundEnded() -> {}
            }
        }
        return true;
    }

    private Outcome asked(Optional<String> url, LinkedHashMap<String, String> parameters) {
        return url.<Outcome>map(to -> new Outcome.Callback(to, "POST", parameters))
                .orElse(otherwise);
    }
}
