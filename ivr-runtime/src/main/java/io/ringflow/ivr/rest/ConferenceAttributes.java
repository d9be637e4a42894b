package io.ringflow.ivr.rest;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import java.time.Duration;

/** Attributes that several conference operations have (flow-protocol 8.5). */
final class ConferenceAttributes {

    private static final int DAY = 86_400;

    static final Attribute<String> CONF_ID = Attribute.optional("confid", ValueType.TEXT, "the conference; required");
    static final Attribute<String> CALL_ID =
            Attribute.optional("callid", ValueType.TEXT, "the member's call; required");
    static final Attribute<String> ACTION =
            url("action", "told what came of it; empty: the conference's `mediaopturl` for operations of media");
    static final Attribute<String> DELETED_URL = url("delurl", "told that it is deleted; empty: that of `CreateConf`");
    static final Attribute<String> QUIT_URL =
            url("quiturl", "where members' flows go on; empty: what each joined with");
    static final Attribute<String> RECORD_URL = url("recordurl", "told of the recording that ends with it");
    static final Attribute<Boolean> AUTO_HANGUP =
            Attribute.of("autohangup", ValueType.FLAG, "false", "hang up the members; then no `quiturl` is asked");

    private ConferenceAttributes() {}

    static Attribute<String> url(String name, String meaning) {
        return Attribute.optional(name, ValueType.URL, meaning);
    }

    static Attribute<Duration> seconds(String name, String fallback, String meaning) {
        return Attribute.of(name, ValueType.number(0, DAY).map(Duration::ofSeconds), fallback, meaning);
    }

    /** 1 or 0. */
    static Attribute<Boolean> bit(String name, String fallback, String meaning) {
        return Attribute.of(name, ValueType.choice("0", "1").map(said -> said.equals("1")), fallback, meaning);
    }

    /** What a URL or a file name says; empty when there is none. */
    static String orEmpty(CommandInput input, Attribute<String> attribute) {
        return input.find(attribute).orElse("");
    }
}
