package io.ringflow.ivr.tool;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What the tool printed, and its exit code. */
record ToolRun(int code, String out, String err) {

    static ToolRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = FlowTool.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new ToolRun(code, out.toString(), err.toString());
    }
}
