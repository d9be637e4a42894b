package io.ringflow.testkit.postgres;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives tests databases of a PostgreSQL that is started for them: {@code @RegisterExtension static final Postgres POSTGRES
 * = new Postgres()}. The cluster is started once for all test classes of a JVM, and is gone with it.
 */
public final class Postgres implements BeforeAllCallback {

    private @Nullable PostgresCluster cluster;

    /** How to reach one database. */
    public record Access(String url, String user, String password) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(PostgresCluster.class, _ -> PostgresCluster.start(), PostgresCluster.class);
    }

    /** A new, empty database. */
    public Access database() {
        return cluster().database();
    }

    /** Stops the server as a fault would, without a word to whom is connected. */
    public void kill() {
        cluster().kill();
    }

    /** Starts it again on the same port, with what it had. */
    public void restart() {
        cluster().run();
    }

    private PostgresCluster cluster() {
        return Objects.requireNonNull(cluster, "registered as an extension of the test class");
    }
}
