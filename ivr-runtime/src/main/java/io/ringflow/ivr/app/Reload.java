package io.ringflow.ivr.app;

import io.ringflow.ivr.config.ConfigProblems;
import io.ringflow.ivr.config.ServerConfig;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** SIGHUP: applications.conf is read again, and what it says counts from the next call on. Thread-safe. */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Supplier<ServerConfig> reader;
    private final Consumer<ServerConfig> target;

    /**
     * @param reader reads the whole configuration
     * @param target takes the applications from it
     */
    Reload(Supplier<ServerConfig> reader, Consumer<ServerConfig> target) {
        this.reader = reader;
        this.target = target;
    }

    void onSignal() {
        Signal.handle(new Signal("HUP"), _ -> now());
    }

    /** A file with a mistake changes nothing. */
    synchronized void now() {
        try {
            target.accept(reader.get());
        } catch (ConfigProblems problems) {
            LOG.error("the applications stay as they were: {}", problems.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the applications stay as they were: {}", e.toString());
        }
    }
}
