package io.ringflow.sip.leg;

import io.ringflow.sip.IncomingCalls;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.registrar.Registrar;
import io.ringflow.sip.registrar.Registrar.Caller;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.StackListener;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Decides for each request of the stack which leg it is for, or what is answered without one. Thread-safe. */
public final class Reception implements StackListener {
    private static final int RETRY_WHILE_DRAINING = 30;
    private static final HexFormat HEX = HexFormat.of();

    private final LegContext context;
    private final IncomingCalls calls;
    private final TrustedNetworks trusted;
    private final int maxCalls;
    private final Optional<Registrar> registrar;

    private volatile boolean draining;

    public Reception(
            LegContext context,
            IncomingCalls calls,
            TrustedNetworks trusted,
            int maxCalls,
            Optional<Registrar> registrar) {
        this.context = context;
        this.calls = calls;
        this.trusted = trusted;
        this.maxCalls = maxCalls;
        this.registrar = registrar;
    }

    /** From now on a new INVITE and an OPTIONS get 503: peers look for another server. */
    public void refuseNewCalls() {
        draining = true;
    }

    @Override
    public void onRequest(InboundRequest request) {
        Optional<Leg> leg = context.legs().inDialog(request);
        if (leg.isPresent()) {
            leg.get().receive(request);
            return;
        }
        switch (request.method()) {
            case "ACK" -> stray(request);
            case "CANCEL" -> cancel(request);
            default -> outsideDialogs(request);
        }
    }

    private void cancel(InboundRequest cancel) {
        Optional<InboundLeg> leg = context.legs().byInvite(cancel);
        if (leg.isPresent()) {
            leg.get().receive(cancel);
        } else if (context.legs().wasKnown(cancel)) {
            // RFC 3261 §9.2: the INVITE has its final response; the CANCEL has no effect.
            cancel.respond(200, null, null, List.of(), Optional.empty());
        } else {
            stray(cancel);
            Refusal.of(481).answer(cancel);
        }
    }

    private void outsideDialogs(InboundRequest request) {
        if (registrar.isPresent() && request.method().equals("REGISTER")) {
            register(request, registrar.get());
            return;
        }
        Optional<Refusal> refusal = RequestRules.refusal(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get(), SipObserver.Refusal.UNSUPPORTED);
        } else if (request.toTag().isPresent()) {
            refuse(request, Refusal.of(481), SipObserver.Refusal.STRAY_REQUEST);
        } else {
            switch (request.method()) {
                case "INVITE" -> invite(request);
                case "OPTIONS" -> options(request);
                default -> refuse(request, Refusal.of(481), SipObserver.Refusal.STRAY_REQUEST);
            }
        }
    }

    /** Drained endpoints still register: calls that go on may need a telephone. */
    private void register(InboundRequest request, Registrar answering) {
        Optional<Refusal> refusal = RequestRules.unserved(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get(), SipObserver.Refusal.UNSUPPORTED);
        } else {
            answering.receive(request);
        }
    }

    private void options(InboundRequest request) {
        if (draining) {
            refuse(request, whileDraining(), SipObserver.Refusal.DRAINING);
            return;
        }
        List<HeaderLine> told = registrar.isPresent() ? Capabilities.toldByRegistrar() : Capabilities.told();
        request.respond(200, null, null, told, Optional.empty());
    }

    private void invite(InboundRequest invite) {
        Optional<InboundLeg> same = context.legs().byInvite(invite).filter(leg -> sameBranch(leg.invite(), invite));
        if (same.isPresent()) {
            same.get().receiveAgain(invite);
            return;
        }
        if (context.legs().knows(invite)) {
            // RFC 3261 §8.2.2.2: the same request by another way.
            refuse(invite, Refusal.of(482), SipObserver.Refusal.STRAY_REQUEST);
            return;
        }
        if (draining) {
            refuse(invite, whileDraining(), SipObserver.Refusal.DRAINING);
            return;
        }
        if (full()) {
            refuse(invite, Refusal.retryAfter(503, context.retryAfterSeconds()), SipObserver.Refusal.OVERLOADED);
            return;
        }
        Optional<Refusal> tooShort = SessionTimer.refusal(invite);
        if (tooShort.isPresent()) {
            refuse(invite, tooShort.get(), SipObserver.Refusal.UNSUPPORTED);
            return;
        }
        switch (registrar.map(known -> known.caller(invite)).orElse(new Caller.Anybody())) {
            case Caller.Anybody() -> admit(invite, Optional.empty());
            case Caller.Account(String name) -> admit(invite, Optional.of(name));
            case Caller.Refused(int status, List<HeaderLine> headers) -> new Refusal(status, headers).answer(invite);
        }
    }

    private void admit(InboundRequest invite, Optional<String> account) {
        InboundLeg leg;
        do {
            if (context.legs().knows(invite)) {
                refuse(invite, Refusal.of(482), SipObserver.Refusal.STRAY_REQUEST);
                return;
            }
            String tag = HEX.toHexDigits(context.random().nextLong());
            leg = new InboundLeg(HEX.toHexDigits(context.random().nextInt(1 << 24), 6), tag, invite, context);
        } while (!context.legs().add(leg));
        leg.begin(calls, invitation(invite, account));
    }

    private Invitation invitation(InboundRequest invite, Optional<String> account) {
        return new Invitation(
                invite.callId(),
                account.orElseGet(() -> CallerIdentity.of(invite, trusted)),
                CallerIdentity.userOf(invite.header("To").orElse("")),
                UserPart.of(invite.requestUri()),
                invite.source(),
                invite.listener(),
                Body.session(invite),
                invite.allHeaders(),
                account);
    }

    /** Legs that only wait for the answer to their BYE take no place; they are counted only when it matters. */
    private boolean full() {
        return context.legs().size() >= maxCalls && context.legs().living() >= maxCalls;
    }

    private static boolean sameBranch(InboundRequest a, InboundRequest b) {
        Optional<String> via = a.header("Via");
        return via.isPresent() && via.equals(b.header("Via")) && a.source().equals(b.source());
    }

    private void stray(InboundRequest request) {
        context.observer().refused(SipObserver.Refusal.STRAY_REQUEST, request.source());
    }

    private void refuse(InboundRequest request, Refusal refusal, SipObserver.Refusal why) {
        context.observer().refused(why, request.source());
        refusal.answer(request);
    }

    private static Refusal whileDraining() {
        return Refusal.retryAfter(503, RETRY_WHILE_DRAINING);
    }
}
