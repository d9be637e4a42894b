package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.flow.Finding;
import java.time.Duration;
import java.util.List;

/**
 * One question to the application and what came of it.
 *
 * @param target what was asked, as the document or the server wrote it
 * @param took real time
 * @param findings about the document that came
 * @param failures why the application failed; empty: it did not
 */
public record SimExchange(String target, Duration took, List<Finding> findings, List<String> failures) {
    public SimExchange {
        findings = List.copyOf(findings);
        failures = List.copyOf(failures);
    }
}
