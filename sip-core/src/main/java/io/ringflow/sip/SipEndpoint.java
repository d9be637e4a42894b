package io.ringflow.sip;

import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.leg.Calls;
import io.ringflow.sip.leg.ClientRegistration;
import io.ringflow.sip.leg.Lanes;
import io.ringflow.sip.leg.Leg;
import io.ringflow.sip.leg.LegContext;
import io.ringflow.sip.leg.LegRegistry;
import io.ringflow.sip.leg.Pings;
import io.ringflow.sip.leg.Reception;
import io.ringflow.sip.registrar.Binding;
import io.ringflow.sip.registrar.Registrar;
import io.ringflow.sip.stack.JainStack;
import io.ringflow.sip.stack.SipStack;
import io.ringflow.sip.stack.StackListener;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A SIP user agent on its listeners: takes calls and hands each to {@link IncomingCalls} as a leg, and calls. Thread-safe. */
public final class SipEndpoint implements AutoCloseable {
    /** How long {@link #close} waits for the peers' answers to our BYEs. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final LegContext context;
    private final LegRegistry legs;
    private final Lanes lanes = new Lanes();
    private final Calls calls;
    private final Pings pings;
    private final Reception reception;
    private final SipStack stack;

    private SipEndpoint(
            SipConfig config,
            IncomingCalls incoming,
            ScheduledExecutorService timers,
            InstantSource clock,
            SipObserver observer,
            Optional<Registrar> registrar,
            Function<StackListener, SipStack> stackStarter) {
        var started = new CompletableFuture<SipStack>();
        legs = new LegRegistry(clock);
        context = new LegContext(started::join, lanes, timers, clock, observer, new SecureRandom(), legs);
        calls = new Calls(context, config.maxCalls());
        pings = new Pings(context);
        reception = new Reception(
                context, incoming, TrustedNetworks.of(config.trustedNetworks()), config.maxCalls(), registrar);
        stack = stackStarter.apply(reception);
        started.complete(stack);
    }

    /**
     * Binds the listeners and starts.
     *
     * @param timers runs everything that happens later; stays the caller's and must outlive the endpoint
     * @throws SipFailure if a listener can't be bound
     */
    public static SipEndpoint start(
            SipConfig config,
            IncomingCalls calls,
            ScheduledExecutorService timers,
            InstantSource clock,
            SipObserver observer) {
        return start(config, calls, Optional.empty(), timers, clock, observer);
    }

    /**
     * Starts one that telephones register with.
     *
     * @param registrar stays the caller's and must outlive the endpoint; without one REGISTER gets 405
     */
    public static SipEndpoint start(
            SipConfig config,
            IncomingCalls calls,
            Optional<Registrar> registrar,
            ScheduledExecutorService timers,
            InstantSource clock,
            SipObserver observer) {
        return new SipEndpoint(
                config,
                calls,
                timers,
                clock,
                observer,
                registrar,
                listener -> JainStack.start(config, listener, timers, observer));
    }

    /** Starts on a given stack: how tests put one of their own under the legs. */
    static SipEndpoint over(
            Function<StackListener, SipStack> stackStarter,
            SipConfig config,
            IncomingCalls calls,
            ScheduledExecutorService timers,
            InstantSource clock,
            SipObserver observer) {
        return over(stackStarter, config, calls, Optional.empty(), timers, clock, observer);
    }

    static SipEndpoint over(
            Function<StackListener, SipStack> stackStarter,
            SipConfig config,
            IncomingCalls calls,
            Optional<Registrar> registrar,
            ScheduledExecutorService timers,
            InstantSource clock,
            SipObserver observer) {
        return new SipEndpoint(config, calls, timers, clock, observer, registrar, stackStarter);
    }

    /** The listeners with the ports they are bound to. */
    public List<ListenAddress> addresses() {
        return stack.addresses();
    }

    /**
     * Calls somebody. Returns at once; the INVITE leaves by the leg's lane, and everything else is told to the listener,
     * on that lane: {@link LegEvent.Progress}, {@link LegListener#onAnswer}, {@link LegEvent.Confirmed}, and in any case
     * {@link LegEvent.Ended}. {@link CallLeg#bye} gives up at any moment. Drained endpoints still call: a call that goes
     * on may need another.
     *
     * @param offer our description, which goes into the INVITE
     * @throws SipFailure if no listener has the target's transport and address family
     */
    public CallLeg call(CallTarget target, SessionDescription offer, LegListener listener) {
        return calls.call(target, offer, listener);
    }

    /**
     * The same by a plan: several far ends at once, one after another, or both. The leg is that of whoever answers; the
     * owner sees one call.
     */
    public CallLeg call(CallPlan plan, SessionDescription offer, LegListener listener) {
        return calls.call(plan, offer, listener);
    }

    /**
     * Calls to a telephone that has registered: by the listener that it registered at, to where its REGISTER came from.
     * Empty when that was a connection which is gone, and its contact is behind a NAT.
     */
    public Optional<CallTarget> target(Binding binding, CallIdentity identity) {
        return Reach.of(binding, stack).map(reach -> CallTarget.of(binding.requestUri(), reach.hop(), identity)
                .withFrom(reach.from())
                .withRoutes(binding.path()));
    }

    /**
     * Asks a far end whether it is there, by OPTIONS.
     *
     * @param told once, must not block: how long any final response took; empty: there was none within four seconds
     * @throws SipFailure if no listener has the target's transport and address family
     */
    public void ping(CallTarget target, Consumer<Optional<Duration>> told) {
        pings.ping(target, told);
    }

    /** The same of a telephone that has registered; of one whose connection is gone that there was no answer. */
    public void ping(Binding telephone, Consumer<Optional<Duration>> told) {
        target(telephone, CallIdentity.of(CallIdentity.ANONYMOUS))
                .ifPresentOrElse(target -> ping(target, told), () -> told.accept(Optional.empty()));
    }

    /** A registration of ours with somebody else's registrar; nothing is sent yet. */
    public ClientRegistration registration(ClientRegistration.Terms terms) {
        return new ClientRegistration(context, terms);
    }

    /** Legs that live or still wait for the answer to their BYE. */
    public int activeLegs() {
        return legs.size();
    }

    /** Drains: calls go on, a new INVITE or an OPTIONS gets 503 with Retry-After. */
    public void refuseNewCalls() {
        reception.refuseNewCalls();
    }

    /** The messages of a leg that lives or ended lately. */
    public Optional<String> ladder(String legId) {
        return legs.ladder(legId);
    }

    /** Whether no message waits to be taken in and no leg has work to do at this moment. */
    public boolean idle() {
        return stack.idle() && lanes.idle();
    }

    /** Hangs up what lives, waits a little for the answers, and lets the ports go. */
    @Override
    public void close() {
        refuseNewCalls();
        pings.close();
        CompletableFuture<Void> empty = legs.whenEmpty();
        EndReason reason = EndReason.of(Cause.SERVER_DRAINING, "the server stops");
        legs.all().forEach(leg -> leg.bye(reason));
        try {
            empty.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The peers that did not answer find out by themselves.
        } finally {
            legs.all().forEach(Leg::abandon);
            stack.close();
        }
    }
}
