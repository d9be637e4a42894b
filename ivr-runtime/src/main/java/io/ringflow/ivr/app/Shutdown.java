package io.ringflow.ivr.app;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * How a server stops: SIGTERM drains it (no new calls, the running ones finish, at most the drain time); a second signal,
 * or Ctrl-C at any time, ends the calls with BYE and returns within seconds.
 */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final long LOOK_MILLIS = 100;
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
    private final Server server;
    private final Duration drain;

    Shutdown(Server server, Duration drain) {
        this.server = server;
        this.drain = drain;
        Signal.handle(new Signal("INT"), signal -> signals.add("INT"));
        Signal.handle(new Signal("TERM"), signal -> signals.add("TERM"));
    }

    /** Returns when the server has nothing more to do and may be closed. */
    void await() throws InterruptedException {
        String signal = signals.take();
        server.drain();
        if (signal.equals("TERM")) {
            LOG.info("SIGTERM: waiting up to {} for {} calls; a second signal ends them", drain, server.activeCalls());
            callsGoneWithin(drain, true);
        }
        server.endCalls();
        callsGoneWithin(FAREWELL, false);
    }

    private void callsGoneWithin(Duration limit, boolean interruptible) throws InterruptedException {
        for (long waited = 0; waited < limit.toMillis() && server.activeCalls() > 0; waited += LOOK_MILLIS) {
            String again = signals.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (again != null && interruptible) return;
        }
    }
}
