package io.ringflow.ivr.flow;

/** An answer that is not a document we may run (D22, D27): nothing of it runs. */
public final class DocumentError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /** @param line from 1; 0 when the position is not known */
    public DocumentError(int line, int column, String reason) {
        super(reason);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
