package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.flow.Cancellation;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.ledger.Beginning;
import io.ringflow.ivr.ledger.CallLedger;
import io.ringflow.media.MediaSession;
import io.ringflow.media.dtmf.InfoDigits;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.SessionDescription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call: who, by which leg and media session, for which application; and its inbox. Its own thread writes what
 * changes; thread-safe. As its leg's listener it answers offers on the leg's lane and posts everything else on.
 */
public final class Call implements LegListener {

    private final CallId id;
    private final Application application;
    private final CallOrigin origin;
    private final String trunk;
    private final MediaSession media;
    private final SessionTalks talks;
    private final InstantSource clock;
    private final Instant arrivedAt;
    private final Inbox inbox;
    private final Cancellation cancellation = new Cancellation();
    private final List<Consumer<CallSummary>> whenOver = new CopyOnWriteArrayList<>();

    private final AtomicReference<@Nullable Instant> alertedAt = new AtomicReference<>();

    private volatile boolean asking;
    private volatile boolean engaged;
    private volatile Optional<Call> host = Optional.empty();
    private volatile @Nullable LiveReferral referral;
    private volatile @Nullable CentreMail centreMail;
    private volatile @Nullable CallLeg leg;
    private volatile CallLedger.Entry notes = CallLedger.Entry.NONE;

    /** A call whose leg is still to be set. */
    Call(
            CallId id,
            Application application,
            CallOrigin origin,
            String trunk,
            MediaSession media,
            InstantSource clock,
            Inbox inbox) {
        this.id = id;
        this.application = application;
        this.origin = origin;
        this.trunk = trunk;
        this.media = media;
        this.talks = new SessionTalks(media, this::holdChanged);
        this.clock = clock;
        this.arrivedAt = clock.instant();
        this.inbox = inbox;
    }

    public CallId id() {
        return id;
    }

    public Application application() {
        return application;
    }

    /** The caller's number; may be empty, and is for a call of ours. */
    public String from() {
        return origin.from();
    }

    /** The number that was dialled. */
    public String to() {
        return origin.to();
    }

    /** Whether we called, not the far end. */
    public boolean outbound() {
        return !(origin instanceof CallOrigin.Incoming);
    }

    /** What the application gave along with a call of ours. */
    public Optional<String> userData() {
        return origin instanceof CallOrigin.Dialled(Dialer.Order order) ? order.userData() : Optional.empty();
    }

    /** The number that somebody is called as on behalf of this call, unless another is wanted; may be empty. */
    String ownNumber() {
        return switch (origin) {
            case CallOrigin.Incoming _ -> to();
            case CallOrigin.Dialled(Dialer.Order order) -> order.shownNumber().orElse("");
            case CallOrigin.ByAgent agent -> agent.shownNumber().orElse("");
            case CallOrigin.Consulted(Consultation consultation) ->
                consultation.main().ownNumber();
        };
    }

    /** What it knows of the call that consults it, if one does. */
    Optional<Consultation> consultation() {
        return origin instanceof CallOrigin.Consulted(Consultation known) ? Optional.of(known) : Optional.empty();
    }

    /** Name of the trunk it came or went over, or "none". */
    public String trunk() {
        return trunk;
    }

    public Instant arrivedAt() {
        return arrivedAt;
    }

    /** When the caller, or we, were told that it rings. */
    Optional<Instant> alertedAt() {
        return Optional.ofNullable(alertedAt.get());
    }

    /** It rings; the first time counts. Noted where it is heard: the end may come before the call's thread looks. */
    void alerted() {
        var now = clock.instant();
        if (alertedAt.compareAndSet(null, now)) notes.alerted(now);
    }

    public CallLeg leg() {
        return Objects.requireNonNull(leg, "the leg is made");
    }

    /** Before its thread starts; of a call that an agent makes once more, on its thread. */
    void leg(CallLeg made) {
        leg = made;
    }

    public MediaSession media() {
        return media;
    }

    /** What survives a kill of it. */
    CallLedger.Entry notes() {
        return notes;
    }

    /** From now on it survives a kill that there was this call. Before anybody is told of it. */
    void noteIn(CallLedger ledger) {
        notes = ledger.begin(new Beginning(
                id.text(),
                application.id(),
                outbound() ? Direction.OUTBOUND : Direction.INBOUND,
                from(),
                to(),
                trunk,
                arrivedAt,
                consultation().isEmpty(),
                userData()));
    }

    /** Ends the call: its thread says goodbye to everybody. The first reason given counts. Any thread. */
    public void end(EndReason reason) {
        if (over(reason)) goOn();
    }

    /** The same, but its thread does not notice before {@link #goOn}; false when it was over. */
    boolean over(EndReason reason) {
        notes.ended(reason);
        return inbox.over(reason);
    }

    void goOn() {
        inbox.stir();
        cancellation.cancel();
    }

    /**
     * Runs a document in place of what runs: the command of this moment is stopped, what it holds is closed, and nothing
     * else of its document runs. One that waits for its turn is replaced by a later one. Any thread.
     *
     * @param sender for people and logs
     * @return false when the call is over
     */
    public boolean send(FlowDocument document, String sender) {
        return inbox.post(new CallEvent.FlowSent(document, sender));
    }

    /** Whether its thread waits for the application. */
    public boolean asking() {
        return asking;
    }

    void asking(boolean now) {
        asking = now;
    }

    /** Whether it talks with somebody, or is about to. */
    boolean engaged() {
        return engaged;
    }

    void engaged(boolean now) {
        engaged = now;
    }

    /** Where it reads what is wanted of it in the call centre, if it is there. Any thread. */
    Optional<CentreMail> centreMail() {
        return Optional.ofNullable(centreMail);
    }

    void centreMail(@Nullable CentreMail now) {
        centreMail = now;
    }

    /** The number of whoever is at its far end; may be empty. */
    String customer() {
        return outbound() ? to() : from();
    }

    /** Whose guest it is from now on: of a call that has fetched it to talk with it. */
    void visits(Optional<Call> by) {
        host = by;
    }

    /**
     * Gives an order to the talk that the call is in, its own, or that of the call that consults it or has fetched it. Any
     * thread.
     *
     * @return false when it is in none
     */
    boolean order(TalkOrder<?> order) {
        if (inbox.order(order)) return true;
        var by = consultation().map(Consultation::main).or(() -> host);
        return by.isPresent() && by.get().inbox.order(order);
    }

    /** Asks its far end to call somebody; what comes of it is told there. */
    void refer(String number, LiveReferral news) {
        referral = news;
        leg().refer(number);
    }

    /** A step to be done when the call is over, before its {@code stopservice}. Before its thread starts. */
    void whenOver(Consumer<CallSummary> step) {
        whenOver.add(step);
    }

    /** Its own thread, once. */
    void tellOver(CallSummary summary) {
        whenOver.forEach(step -> step.accept(summary));
    }

    /** Whether its far end holds it. */
    SessionTalks.Hold hold() {
        return talks.hold();
    }

    CallOrigin origin() {
        return origin;
    }

    Inbox inbox() {
        return inbox;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public SessionDescription onOffer(SessionDescription offer) {
        return talks.answer(offer);
    }

    /** For the talk that it is in, its own or another call's. */
    private void holdChanged() {
        var news = new CallEvent.PartyChanged(Talks.LEGS);
        inbox.post(news);
        consultation().map(Consultation::main).or(() -> host).ifPresent(main -> main.inbox()
                .post(news));
    }

    @Override
    public SessionDescription onOfferWanted() {
        return talks.offer();
    }

    @Override
    public void onAnswer(SessionDescription answer) {
        talks.accept(answer);
    }

    @Override
    public void onEvent(LegEvent event) {
        switch (event) {
            case LegEvent.Confirmed() -> inbox.post(new CallEvent.Confirmed());
            case LegEvent.Info info ->
                InfoDigits.parse(info.contentType(), info.body())
                        .ifPresent(press -> media.digitBySignalling(press.digit(), press.durationMillis()));
            case LegEvent.Referral news -> {
                var asked = referral;
                if (asked != null) asked.heard(news);
            }
            case LegEvent.Ended(EndReason reason) -> end(reason);
            // Of a leg that we call.
            case LegEvent.Progress _ -> alerted();
        }
    }
}
