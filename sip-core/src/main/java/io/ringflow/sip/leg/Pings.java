package io.ringflow.sip.leg;

import io.ringflow.sip.CallTarget;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.stack.DialogId;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import io.ringflow.sip.stack.RequestOutcome;
import io.ringflow.sip.stack.SentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks far ends whether they are there, by OPTIONS outside of a dialog (RFC 3261 §11.1). Thread-safe. */
public final class Pings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pings.class);
    private static final HexFormat HEX = HexFormat.of();
    /** Four copies are sent over UDP by then; who answers later is no use to a caller. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final LegContext context;
    private final Set<Ping> underWay = ConcurrentHashMap.newKeySet();

    public Pings(LegContext context) {
        this.context = context;
    }

    /**
     * Asks, in the name of the listener. Whatever final response there is says that somebody is there, a refusal too.
     *
     * @param told once, on a SIP worker or the timers' thread, must not block: how long the answer took; empty: there was
     *     none within four seconds
     * @throws io.ringflow.sip.SipFailure if no listener has the target's transport and address family
     */
    public void ping(CallTarget target, Consumer<Optional<Duration>> told) {
        ListenAddress from = Calls.listenerFor(target, context);
        String self = context.stack().get().contact(from);
        var request = new DialogRequest(
                "OPTIONS",
                new DialogId(hex() + hex(), hex(), ""),
                self,
                "<" + target.uri() + ">",
                target.uri(),
                target.routes(),
                1,
                from,
                target.hop(),
                List.of(new HeaderLine("Contact", self), Capabilities.ACCEPT),
                Optional.empty());
        new Ping(told).send(request);
    }

    /** Nobody who still waits is told anything. */
    @Override
    public void close() {
        underWay.forEach(Ping::forget);
    }

    private String hex() {
        return HEX.toHexDigits(context.random().nextLong());
    }

    private final class Ping implements RequestOutcome {
        private final Consumer<Optional<Duration>> told;
        private final AtomicBoolean over = new AtomicBoolean();
        private final Instant sentAt = context.clock().instant();

        private volatile SentRequest sent = SentRequest.NONE;
        private volatile @Nullable Future<?> limit;

        Ping(Consumer<Optional<Duration>> told) {
            this.told = told;
        }

        void send(DialogRequest request) {
            underWay.add(this);
            limit = context.timers().schedule(this::onTimeout, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            try {
                sent = context.stack().get().send(request, this);
            } catch (RuntimeException failed) {
                LOG.debug("OPTIONS to {} could not be sent", request.fallbackHop(), failed);
                onTimeout();
            }
            // It may have been over before there was anything to forget.
            if (over.get()) forgetTransaction();
        }

        @Override
        public void onResponse(InboundResponse response) {
            if (response.status() < 200) {
                return;
            }
            end(Optional.of(Duration.between(sentAt, context.clock().instant())));
        }

        @Override
        public void onTimeout() {
            end(Optional.empty());
        }

        private void end(Optional<Duration> took) {
            if (forget()) {
                told.accept(took);
            }
        }

        /** True for the first who ends it. */
        boolean forget() {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            underWay.remove(this);
            forgetTransaction();
            return true;
        }

        private void forgetTransaction() {
            Future<?> timer = limit;
            if (timer != null) {
                timer.cancel(false);
            }
            sent.abandon();
        }
    }
}
