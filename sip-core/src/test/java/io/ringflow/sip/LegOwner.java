package io.ringflow.sip;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An owner of legs that does what a test tells it and keeps what it hears. */
final class LegOwner implements IncomingCalls, LegListener {
    final List<CallLeg> legs = new CopyOnWriteArrayList<>();
    final List<Invitation> invitations = new CopyOnWriteArrayList<>();
    final List<LegEvent> events = new CopyOnWriteArrayList<>();
    final List<String> offers = new CopyOnWriteArrayList<>();
    final List<String> answers = new CopyOnWriteArrayList<>();

    volatile boolean listens = true;
    volatile UnaryOperator<SessionDescription> answering = offer -> SessionDescription.sdp("answer to " + offer.text());
    volatile Runnable atAnswer = () -> {};
    volatile Runnable atIncoming = () -> {};
    volatile Runnable atEvent = () -> {};

    @Override
    public void onIncoming(CallLeg leg, Invitation invitation) {
        legs.add(leg);
        invitations.add(invitation);
        if (listens) {
            leg.listen(this);
        }
        atIncoming.run();
    }

    @Override
    public SessionDescription onOffer(SessionDescription offer) {
        offers.add(offer.text());
        return answering.apply(offer);
    }

    @Override
    public SessionDescription onOfferWanted() {
        return SessionDescription.sdp("our offer");
    }

    @Override
    public void onAnswer(SessionDescription answer) {
        answers.add(answer.text());
        atAnswer.run();
    }

    @Override
    public void onEvent(LegEvent event) {
        events.add(event);
        atEvent.run();
    }

    CallLeg leg() {
        return legs.getLast();
    }

    /** Causes of the ends heard of, in order. */
    List<EndReason.Cause> ends() {
        return events.stream()
                .filter(LegEvent.Ended.class::isInstance)
                .map(event -> ((LegEvent.Ended) event).reason().cause())
                .toList();
    }
}
