package io.ringflow.ivr.call;

/**
 * Another call wants to talk with this one: passes through the command that runs, so that its scopes close. Commands never
 * catch it.
 */
final class Diverted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Connection connection;

    Diverted(Connection connection) {
        // No stack trace: it steers.
        super("another call wants this one", null, false, false);
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }
}
