package io.ringflow.sip.stack;

import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.guard.SourceLimiter;
import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.message.Contacts;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.transport.Flow;
import io.ringflow.sip.transport.NetworkListener;
import io.ringflow.sip.transport.SipNetwork;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TooManyListenersException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.ClientTransaction;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real {@link SipStack}: our listeners, guards and server transactions, JAIN-SIP's parser and client transactions. */
public final class JainStack implements SipStack {
    private static final Logger LOG = LoggerFactory.getLogger(JainStack.class);
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final int QUEUE_PER_WORKER = 2_048;
    private static final long TICK_MILLIS = 1_000 / SourceLimiter.TICKS_PER_SECOND;

    private final String name = "ringflow-" + NUMBER.incrementAndGet();
    private final SipConfig config;
    private final SipNetwork network;
    private final SipWorkers workers;
    private final ClientRequests clients;
    private final SipStackImpl stack;
    private final Map<ListenAddress, Endpoint> endpoints = new HashMap<>();
    private final Future<?> ticks;

    /** One listener with its twin inside the stack. */
    private record Endpoint(NetworkListener listener, NetworkProcessor processor, SipProvider provider) {}

    private JainStack(SipConfig config, StackListener listener, ScheduledExecutorService timers, SipObserver observer) {
        this.config = config;
        var refusals = new Refusals(config.userAgent(), observer);
        var trusted = TrustedNetworks.of(config.trustedNetworks());
        var limiter = new SourceLimiter(trusted, config.sourceRate(), config.trunkRate());
        var gate = new Gate(config, limiter, trusted, refusals, observer);
        this.clients = new ClientRequests(timers);
        this.network = SipNetwork.open(config, timers, gate, observer);
        this.workers = new SipWorkers("sip", Math.max(2, Runtime.getRuntime().availableProcessors()), QUEUE_PER_WORKER);
        try {
            new StackParts(timers, network.listeners(), clients::sendFailed).register(name);
            this.stack = new SipStackImpl(StackProperties.of(name));
            var jain = new JainListener(clients);
            for (NetworkListener bound : network.listeners()) {
                endpoints.put(bound.address(), endpoint(bound, jain));
            }
        } catch (SipException | TooManyListenersException | InvalidArgumentException e) {
            workers.close();
            network.close();
            StackParts.forget(name);
            throw new SipFailure("the SIP stack does not start", e);
        }
        var transactions = new ServerTransactions();
        this.ticks = timers.scheduleAtFixedRate(
                () -> {
                    limiter.turn();
                    transactions.turn();
                },
                TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
        var intake = new Intake(stack, listener, transactions, clients, refusals, config.userAgent());
        gate.open((arrival, octets, here) -> {
            String key = arrival.head().raw("call-id").orElse("");
            Runnable work = () -> process(intake, arrival, octets);
            // The stack's transactions, those of our INVITEs, may be held by another thread, for which a response
            // waits.
            boolean mayWait = arrival.head().isResponse() && Intake.isOfInvite(arrival);
            return here && !mayWait ? workers.perform(key, work) : workers.offer(key, work);
        });
    }

    /** Binds the listeners and starts; a listener that can't be bound fails the whole start. */
    public static JainStack start(
            SipConfig config, StackListener listener, ScheduledExecutorService timers, SipObserver observer) {
        return new JainStack(config, listener, timers, observer);
    }

    private Endpoint endpoint(NetworkListener bound, JainListener jain)
            throws SipException, InvalidArgumentException, TooManyListenersException {
        ListenAddress address = bound.address();
        ListeningPoint point = stack.createListeningPoint(
                address.bind().getHostAddress(),
                address.port(),
                address.transport().parameter());
        SipProvider provider = stack.createSipProvider(point);
        provider.addSipListener(jain);
        var processor = (NetworkProcessor) ((ListeningPointImpl) point).getMessageProcessor();
        return new Endpoint(bound, processor, provider);
    }

    private void process(Intake intake, Arrival arrival, byte[] octets) {
        if (arrival.head().isResponse()) {
            intake.response(
                    arrival, octets, endpoint(arrival.listener().address()).processor());
        } else {
            intake.request(arrival);
        }
    }

    @Override
    public List<ListenAddress> addresses() {
        return network.listeners().stream().map(NetworkListener::address).toList();
    }

    @Override
    public boolean reaches(ListenAddress from, InetSocketAddress peer) {
        return endpoint(from).listener().openFlowTo(peer).isPresent();
    }

    @Override
    public String contact(ListenAddress listener) {
        return Contacts.of(listener);
    }

    @Override
    public SentRequest send(DialogRequest request, RequestOutcome outcome) {
        Endpoint endpoint = endpoint(request.listener());
        OutboundRequest outbound = OutboundRequest.of(request, config.userAgent());
        InetSocketAddress hop = hop(outbound, request, endpoint.listener());
        if (request.method().equals("ACK")) {
            Flow flow = endpoint.listener().flowTo(hop);
            clients.acknowledge(request.id(), request.cseq(), outbound.octets(), flow);
            return SentRequest.NONE;
        }
        transact(request, outbound, hop, outcome);
        return new SentRequest() {
            @Override
            public void cancel(List<HeaderLine> headers, RequestOutcome heard) {
                DialogRequest cancel = request.cancelling(headers);
                transact(cancel, OutboundRequest.of(cancel, outbound.branch(), config.userAgent()), hop, heard);
            }

            @Override
            public void abandon() {
                clients.abandon(outbound.branch(), request.method());
            }
        };
    }

    private void transact(
            DialogRequest request, OutboundRequest outbound, InetSocketAddress hop, RequestOutcome outcome) {
        clients.await(outbound.branch(), request.method(), outcome);
        if (!request.method().equals("INVITE")) {
            Flow flow = endpoint(request.listener()).listener().flowTo(hop);
            clients.send(outbound.branch(), request.method(), outbound.octets(), flow);
            return;
        }
        try {
            var message = (SIPRequest) new StringMsgParser().parseSIPMessage(outbound.octets(), true, false, null);
            message.setApplicationData(new LiteralHop(hop, request.listener().transport()));
            ClientTransaction transaction =
                    endpoint(request.listener()).provider().getNewClientTransaction(message);
            clients.began(outbound.branch(), request.method(), () -> end(transaction));
            transaction.sendRequest();
        } catch (ParseException | SipException | RuntimeException e) {
            LOG.debug("{} to {} not sent", request.method(), hop, e);
            clients.failed(outbound.branch(), request.method());
        }
    }

    /** A transaction in its proceeding state has no timer of its own that would end it. */
    private static void end(ClientTransaction transaction) {
        try {
            transaction.terminate();
        } catch (ObjectInUseException e) {
            LOG.debug("a transaction does not end", e);
        }
    }

    /** The connection the dialog came by is used as long as it is open (RFC 5923 §9 in spirit, and NAT). */
    private static InetSocketAddress hop(OutboundRequest outbound, DialogRequest request, NetworkListener listener) {
        if (request.isOutside()) {
            return request.fallbackHop();
        }
        if (request.listener().transport().reliable()
                && listener.openFlowTo(request.fallbackHop()).isPresent()) {
            return request.fallbackHop();
        }
        return NextHop.choose(outbound.nextHop(), request.listener(), request.fallbackHop());
    }

    private Endpoint endpoint(ListenAddress address) {
        Endpoint endpoint = endpoints.get(address);
        if (endpoint == null) {
            throw new SipFailure("no listener at " + address);
        }
        return endpoint;
    }

    @Override
    public boolean idle() {
        return workers.idle();
    }

    @Override
    public void close() {
        ticks.cancel(false);
        workers.close();
        network.close();
        clients.close();
        EventScanner events = stack.getEventScanner();
        // the stack sleeps a second in stop(); an interrupt that is already there spares us that
        Thread.currentThread().interrupt();
        try {
            stack.stop();
        } finally {
            Thread.interrupted();
            StackParts.forget(name);
            wake(events);
        }
    }

    /** The stack's own event thread is told to end but not woken (RestComm/jain-sip#198): any event does that. */
    private void wake(@Nullable EventScanner events) {
        if (events != null) {
            events.addEvent(new EventWrapper(new IOExceptionEvent(this, "", 0, ""), null));
        }
    }
}
