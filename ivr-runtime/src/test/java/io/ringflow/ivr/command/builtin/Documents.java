package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowReader;
import java.nio.charset.StandardCharsets;

/** Commands as documents write them. */
final class Documents {

    private Documents() {}

    static Command command(String xml) {
        var body = ("<Response>" + xml + "</Response>").getBytes(StandardCharsets.UTF_8);
        return new FlowReader(CommandCatalog.standard()).read(body, null).main();
    }
}
