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
 * A caller and a party talk, from being joined to what the caller's flow does then (flow-protocol 3.6, 5.4).
 *
 * @param otherwise what it comes to when there is no URL for how it ended
 */
record Conversation(TalkTerms terms, Outcome otherwise) {

    /** Joins them and waits until it is over; the party is still to be closed. */
    Outcome between(CallControl call, Party party) {
        party.connect();
        try (@Nullable
                        CallRecording _ =
                                terms.record() ? call.recordConversation().orElse(null) : null;
                @Nullable Deadline limit = terms.callTime().map(call::deadline).orElse(null)) {
            var untilNews = new Waiting(KeySet.ANY, Waiting.Typing.AHEAD, null, limit, party.change());
            while (party.state() != Party.State.OVER) {
                switch (call.await(untilNews)) {
                    case Heard.Key(char key) -> party.press(key);
                    case Heard.TimeUp() -> {
                        return asked(terms.callTimeOverUrl(), new LinkedHashMap<>());
                    }
                    case Heard.ActivityEnded(), Heard.PassFinished(), Heard.SoundEnded() -> {}
                }
            }
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("reason", party.hungUp() ? "0" : party.code());
        parameters.put("callduration", Long.toString(party.talked().toSeconds()));
        return asked(terms.hangupUrl(), parameters);
    }

    private Outcome asked(Optional<String> url, LinkedHashMap<String, String> parameters) {
        return url.<Outcome>map(to -> new Outcome.Callback(to, "POST", parameters))
                .orElse(otherwise);
    }
}
