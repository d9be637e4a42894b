package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.ValueType;
import java.time.Duration;

/** What commands that let two talk have in common (flow-protocol 3.6, D1, D4). Stateless. */
final class TalkAttributes {

    static final Attribute<Boolean> RECORD = Attribute.of(
            "record", ValueType.FLAG, "false", "record the conversation: the caller left, the party right");
    static final Attribute<Integer> CALL_TIME =
            Attribute.optional("calltime", ValueType.number(1, 86_400), "most seconds of talk");
    static final Attribute<String> CALL_TIME_OVER_URL =
            Attribute.optional("calltimeoverurl", ValueType.URL, "asked when `calltime` is reached");
    static final Attribute<String> HANGUP_URL = Attribute.optional(
            "hangupurl", ValueType.URL, "asked when it hung up after a talk, with `reason` and `callduration`");

    private TalkAttributes() {}

    static TalkTerms terms(CommandInput in) {
        return new TalkTerms(
                in.get(RECORD),
                in.find(CALL_TIME).map(Duration::ofSeconds),
                in.find(CALL_TIME_OVER_URL),
                in.find(HANGUP_URL));
    }
}
