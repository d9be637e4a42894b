package io.ringflow.sip.leg;

import io.ringflow.sip.CallTarget;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.leg.LegMachine.Action;
import io.ringflow.sip.leg.LegMachine.Input;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.leg.LegRegistry.InviteKey;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundResponse;
import io.ringflow.sip.stack.RequestOutcome;
import io.ringflow.sip.stack.SentRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that we make, from its INVITE to the last answer either side owes. Its state is its lane's. */
public final class OutboundLeg extends Leg {
    private static final Logger log = LoggerFactory.getLogger(OutboundLeg.class);
    private final CallTarget target;
    private final OutgoingInvite invite;
    private final Forks forks;
    private final Patience patience;

    private SentRequest sent = SentRequest.NONE;
    private Optional<LegEvent.Progress> shown = Optional.empty();

    /** A leg that has not called yet; {@link #begin} does. */
    OutboundLeg(
            String id,
            String localTag,
            String callId,
            CallTarget target,
            ListenAddress listener,
            SessionDescription offer,
            LegContext context) {
        super(id, context, Phase.CALLING);
        this.target = target;
        invite = new OutgoingInvite(target, listener, callId, localTag, offer);
        patience = new Patience(context.timers(), lane());
        forks = new Forks(this, context.legs(), this::branch);
    }

    /** Sends the INVITE, on the lane. */
    void begin() {
        context().observer().legStarted(id());
        lane().submit(() -> {
            if (phase() != Phase.CALLING) {
                return;
            }
            patience.calling(target, this::notHeard, this::notAnswered);
            send();
        });
    }

    /** Ends a call that can't even be tried. */
    void refuse(EndReason reason) {
        context().observer().legStarted(id());
        lane().submit(() -> fail(reason));
    }

    @Override
    public void receive(InboundRequest request) {
        lane().submit(() -> forks.of(request).ifPresent(branch -> {
            boolean described = Body.session(request).isPresent();
            if (phase() == Phase.PROCEEDING && described) {
                forks.hear(branch);
            }
            branch.requests().handle(request);
        }));
    }

    /** Nothing to ring: the far end does. */
    @Override
    public void ring() {}

    @Override
    public void progress(SessionDescription description) {}

    @Override
    public void answer(SessionDescription description) {}

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {
        bye(reason);
    }

    @Override
    public void abandon() {
        lane().submit(() -> {
            patience.over();
            sent.abandon();
        });
        super.abandon();
    }

    @Override
    Dialog dialog() {
        return forks.current().dialog();
    }

    @Override
    DialogWire wire() {
        return forks.current().wire();
    }

    @Override
    OfferAnswer exchange() {
        return forks.current().exchange();
    }

    @Override
    List<Dialog> dialogs() {
        return forks.dialogs();
    }

    @Override
    Optional<InviteKey> invitedBy() {
        return Optional.empty();
    }

    @Override
    boolean ownsCallId() {
        return true;
    }

    /** There is no INVITE to us in this dialog that a CANCEL could mean. */
    @Override
    void cancelled() {}

    @Override
    void byeBeforeAnswer() {
        over(EndReason.of(Cause.CALLEE_HUNG_UP, "the callee hung up before it answered"));
        cancel();
    }

    @Override
    EndReason peerHungUp() {
        return EndReason.of(Cause.CALLEE_HUNG_UP, "the callee hung up");
    }

    @Override
    void hangUp(EndReason reason) {
        Action action = move(Input.HANG_UP);
        if (action == Action.END_AND_SEND_CANCEL) {
            over(reason);
            cancel();
        } else {
            end(action, reason);
        }
        if (over()) {
            patience.decided();
        }
    }

    private Branch branch(InboundResponse response) {
        Dialog dialog = Dialog.of(invite.request(), response);
        return new Branch(this, dialog, new DialogWire(context(), dialog, lane(), trace(), target.digest()));
    }

    private void send() {
        trace().sent("INVITE " + invite.request().remoteTarget()
                + DialogWire.described(invite.request().body()));
        var outcome = new Outcome(invite.request().cseq());
        try {
            sent = context().stack().get().send(invite.request(), outcome);
        } catch (RuntimeException failed) {
            log.debug("leg {}: INVITE could not be sent", id(), failed);
            outcome.onUnsent();
        }
    }

    private void heard(InboundResponse response) {
        trace().received(response.status() + " to INVITE" + DialogWire.described(response.body()));
        patience.heard();
        if (response.status() == 100) {
            if (move(Input.TRIED) == Action.SEND_CANCEL) {
                cancel();
            }
        } else if (response.status() < 200) {
            provisional(response);
        } else if (response.status() < 300) {
            accepted(response);
        } else {
            refused(response);
        }
    }

    private void provisional(InboundResponse response) {
        switch (move(Input.PROGRESSED)) {
            case SEND_CANCEL -> cancel();
            case SHOW_PROGRESS ->
                forks.of(response)
                        .filter(branch -> branch.acknowledgesReliably(
                                response, invite.request().cseq()))
                        .ifPresent(branch -> show(branch, response));
            default -> {}
        }
    }

    private void show(Branch branch, InboundResponse response) {
        branch.dialog().refreshTarget(response.header("Contact"));
        Optional<SessionDescription> news = branch.takeDescription(response);
        if (news.isPresent()) {
            forks.hear(branch);
            // What can't be used now may still be replaced by the answer proper.
            taken(news.get()).ifPresent(unusable -> trace().note("early media unusable: " + unusable.text()));
        }
        boolean described = forks.current().described().isPresent();
        var progress = new LegEvent.Progress(response.status(), described);
        if (!shown.filter(progress::equals).isPresent() && !over()) {
            shown = Optional.of(progress);
            tell(progress);
        }
    }

    private void accepted(InboundResponse response) {
        boolean undecided =
                switch (phase()) {
                    case CALLING, TRYING, PROCEEDING, CANCEL_DUE, CANCELLING -> true;
                    default -> false;
                };
        if (!undecided) {
            acceptedAgain(response);
            return;
        }
        patience.over();
        boolean heard = forks.hears(response);
        Branch branch = forks.answered(response);
        branch.dialog().confirmed(response, invite.credentials());
        branch.wire().acknowledge(response.cseq());
        switch (move(Input.ACCEPTED)) {
            case SEND_BYE -> sendBye();
            case CONFIRM -> confirmed(branch, heard, response);
            default -> {}
        }
    }

    private void confirmed(Branch branch, boolean heard, InboundResponse response) {
        Optional<SessionDescription> change = branch.takeDescription(response);
        // What this one said before may be unheard since another one spoke.
        Optional<SessionDescription> news = heard ? change : branch.described();
        sessionTimer().begin(response);
        Optional<EndReason> unusable = branch.described().isPresent()
                ? news.flatMap(this::taken)
                : Optional.of(EndReason.of(Cause.NOT_ACCEPTABLE, "the callee answered our offer with nothing"));
        if (unusable.isPresent()) {
            hangUp(unusable.get());
            return;
        }
        tell(new LegEvent.Confirmed());
        offers().next();
    }

    /** A 2xx after the first: of the same branch its ACK was lost, another branch came too late (RFC 3261 §13.2.2.4). */
    private void acceptedAgain(InboundResponse response) {
        if (forks.isAnsweredBy(response)) {
            wire().acknowledge(response.cseq());
            return;
        }
        if (forks.isNews(response)) {
            Branch late = branch(response);
            late.dialog().confirmed(response, invite.credentials());
            late.wire().acknowledge(response.cseq());
            late.wire().send("BYE", List.of(), Optional.empty(), anyAnswer -> {});
        }
    }

    private void refused(InboundResponse response) {
        if (!over() && invite.meets(response)) {
            forks.forgetAll();
            move(Input.ASKED_AGAIN);
            send();
        } else {
            fail(FinalResponse.reason(response));
        }
    }

    private void fail(EndReason reason) {
        Action action = move(Input.REFUSED);
        patience.over();
        if (action == Action.FAIL) {
            over(reason);
        }
        if (action == Action.FAIL || action == Action.FORGET) {
            context().legs().remove(this);
        }
    }

    /** Hands the far end's description to the owner; gives the reason why it is of no use. */
    private Optional<EndReason> taken(SessionDescription answer) {
        try {
            LegListener listener = owner();
            listener.onAnswer(answer);
            return Optional.empty();
        } catch (OfferRejected unusable) {
            return Optional.of(
                    EndReason.of(Cause.NOT_ACCEPTABLE, "the answer can't be used: " + unusable.getMessage()));
        } catch (RuntimeException bug) {
            log.error("leg {}: its owner failed at an answer", id(), bug);
            return Optional.of(EndReason.of(Cause.SERVER_ERROR, "the answer could not be taken"));
        }
    }

    private void cancel() {
        trace().sent("CANCEL " + invite.request().remoteTarget());
        sent.cancel(whyEnded(), new Cancelled());
        patience.cancelling(() -> {
            sent.abandon();
            fail(EndReason.of(Cause.NOT_REACHED, "the far end did not end the cancelled call"));
        });
    }

    private void notHeard() {
        if (phase() == Phase.CALLING) {
            hangUp(EndReason.of(Cause.NOT_REACHED, "the far end does not respond"));
        }
    }

    private void notAnswered() {
        boolean rings = phase() == Phase.TRYING || phase() == Phase.PROCEEDING;
        if (rings) {
            hangUp(EndReason.of(Cause.NO_ANSWER, "the callee did not answer in time"));
        } else {
            notHeard();
        }
    }

    /** What becomes of one INVITE of this leg; a later one makes it void. */
    private final class Outcome implements RequestOutcome {
        private final long cseq;

        Outcome(long cseq) {
            this.cseq = cseq;
        }

        @Override
        public void onResponse(InboundResponse response) {
            ifMeant(() -> heard(response));
        }

        @Override
        public void onTimeout() {
            ifMeant(() -> {
                trace().note("no answer to INVITE");
                fail(EndReason.of(Cause.NOT_REACHED, "the far end does not respond"));
            });
        }

        @Override
        public void onUnsent() {
            ifMeant(() -> {
                trace().note("INVITE could not be sent");
                fail(EndReason.of(Cause.TRANSPORT_FAILED, "the far end can't be reached"));
            });
        }

        private void ifMeant(Runnable task) {
            lane().submit(() -> {
                if (cseq == invite.request().cseq()) {
                    task.run();
                }
            });
        }
    }

    /** The CANCEL has an answer of its own, which changes nothing (RFC 3261 §9.1). */
    private final class Cancelled implements RequestOutcome {
        @Override
        public void onResponse(InboundResponse response) {
            lane().submit(() -> trace().received(response.status() + " to CANCEL"));
        }

        @Override
        public void onTimeout() {
            lane().submit(() -> trace().note("no answer to CANCEL"));
        }
    }
}
