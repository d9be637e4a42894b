package io.ringflow.ivr.api;

import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.rest.RestError;
import java.util.List;

/**
 * A document that came with a request. Immutable.
 *
 * @param warnings what of it is ignored, or can't be what is meant
 */
record SentDocument(FlowDocument document, List<Flaw> warnings) {

    /** @throws ApiRefused BAD_DOCUMENT, with the place of every error */
    static SentDocument read(byte[] octets, String contentType, FlowReader reader) {
        // Of an application it means: hang up. Here it is a mistake.
        if (octets.length == 0) throw new ApiRefused(RestError.BAD_DOCUMENT, "The document is empty.", List.of());
        var examination = reader.examine(octets, contentType);
        var document = examination.document().orElseThrow(() -> refused(examination.findings()));
        return new SentDocument(document, of(examination.findings(), Finding.Severity.WARNING));
    }

    private static ApiRefused refused(List<Finding> findings) {
        var first = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .orElseThrow();
        String place = first.line() > 0 ? "Line %d, column %d: ".formatted(first.line(), first.column()) : "";
        return new ApiRefused(RestError.BAD_DOCUMENT, place + first.text(), of(findings, Finding.Severity.ERROR));
    }

    private static List<Flaw> of(List<Finding> findings, Finding.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(Flaw::of)
                .toList();
    }
}
