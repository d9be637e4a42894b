package io.ringflow.ivr.tool;

import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.Finding.Severity;
import java.util.Comparator;
import java.util.List;

/** A document that was looked at: where it is from, and what there is to say, in the order of its text. Immutable. */
record LintedDocument(String name, List<Finding> findings) {

    LintedDocument {
        findings = findings.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
    }

    long errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
    }

    boolean warned() {
        return findings.size() > errors();
    }

    /** The form that editors and build servers know. */
    String line(Finding finding) {
        return "%s:%d:%d: %s: %s"
                .formatted(
                        name,
                        Math.max(1, finding.line()),
                        Math.max(1, finding.column()),
                        finding.severity().word(),
                        finding.text().replaceAll("\\p{Cntrl}", " "));
    }
}
