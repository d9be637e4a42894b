package io.ringflow.ivr.flow;

/**
 * One thing that is to be said about a document, and where. Immutable.
 *
 * @param line from 1; 0 when the position is not known
 * @param column from 1, in characters; 0 when the position is not known
 */
public record Finding(Severity severity, int line, int column, String text) {

    /** What it means for the document. */
    public enum Severity {
        /** Nothing of the document runs (D27). */
        ERROR,
        /** It runs, but something in it is ignored, or can't be what is meant. */
        WARNING;

        /** The word for it in reports. */
        public String word() {
            return this == ERROR ? "error" : "warning";
        }
    }

    static Finding error(DocumentError error) {
        return new Finding(Severity.ERROR, error.line(), error.column(), String.valueOf(error.getMessage()));
    }

    public static Finding warning(int line, int column, String text) {
        return new Finding(Severity.WARNING, line, column, text);
    }
}
