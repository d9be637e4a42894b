package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.Role.TAIL;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Goes on at another URL of the application (flow-protocol 3.7). */
public record Redirect(String url, Optional<String> tag, String method) implements Command {

    private static final Attribute<String> TAG =
            Attribute.optional("tag", ValueType.TEXT, "free text that comes back as parameter `tag`");
    private static final Attribute<String> METHOD =
            Attribute.of("method", ValueType.METHOD, "POST", "HTTP method of the request");

    public static final CommandSpec<Redirect> SPEC = CommandSpec.of(Redirect.class, "Redirect", MAIN, TAIL)
            .meaning("Asks the application at another URL for the next commands.")
            .text(ValueType.URL)
            .attributes(TAG, METHOD)
            .build(in -> new Redirect(in.text(), in.find(TAG), in.get(METHOD)));

    @Override
    public CommandSpec<Redirect> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        var parameters = new LinkedHashMap<String, String>();
        tag.ifPresent(said -> parameters.put("tag", said));
        return new Outcome.Callback(url, method, parameters);
    }
}
