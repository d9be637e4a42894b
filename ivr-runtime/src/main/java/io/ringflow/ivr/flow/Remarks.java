package io.ringflow.ivr.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes what is to be said about a document while it is read. Used once, by its reader. */
interface Remarks {

    /** The document is refused: throws, or keeps it, and the rest is looked at too. */
    void refuse(DocumentError error);

    /** Whether several refusals of one command are worth finding. */
    boolean wantsAll();

    void warn(Finding warning);

    void read(Examination.Placed command);

    /** For whoever runs the document: the first error is one too many. */
    final class OfServer implements Remarks {

        /** Each becomes a line of the log. */
        private static final int MOST_WARNINGS = 20;

        private final List<String> warnings = new ArrayList<>();

        List<String> warnings() {
            return warnings;
        }

        @Override
        public void refuse(DocumentError error) {
            throw error;
        }

        @Override
        public boolean wantsAll() {
            return false;
        }

        @Override
        public void warn(Finding warning) {
            if (warnings.size() > MOST_WARNINGS) return;
            if (warnings.size() == MOST_WARNINGS) {
                warnings.add("and more");
                return;
            }
            var place = warning.line() == 0 ? "" : "line " + warning.line() + ": ";
            warnings.add(place + warning.text());
        }

        @Override
        public void read(Examination.Placed command) {}
    }

    /** For whoever wrote it: everything is kept. */
    final class OfAuthor implements Remarks {

        private final List<Finding> findings = new ArrayList<>();
        private final List<Examination.Placed> commands = new ArrayList<>();

        @Override
        public void refuse(DocumentError error) {
            findings.add(Finding.error(error));
        }

        @Override
        public boolean wantsAll() {
            return true;
        }

        @Override
        public void warn(Finding warning) {
            findings.add(warning);
        }

        @Override
        public void read(Examination.Placed command) {
            commands.add(command);
        }

        Examination examination(Optional<FlowDocument> document) {
            boolean refused = findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
            // An element is judged at its end, what stands inside it before that.
            var byPlace = Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column);
            var commandsByPlace =
                    Comparator.comparingInt(Examination.Placed::line).thenComparingInt(Examination.Placed::column);
            return new Examination(
                    refused ? Optional.empty() : document,
                    commands.stream().sorted(commandsByPlace).toList(),
                    findings.stream().sorted(byPlace).toList());
        }
    }
}
