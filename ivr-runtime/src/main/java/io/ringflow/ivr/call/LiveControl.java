package io.ringflow.ivr.call;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.Conferences;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Joint;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.RecordingTerms;
import io.ringflow.ivr.command.Referral;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.command.Voices;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.media.MediaSession;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.SessionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real call as its commands see it. Owned by the call's thread. */
final class LiveControl implements CallControl {

    private static final Logger LOG = LoggerFactory.getLogger(LiveControl.class);

    /** The caller left, whom it talks with right, without a limit of its own. */
    private final Call call;

    private final Inbox inbox;
    private final CallServices services;
    private final CallRecordings recordings;
    private final LiveConferences conferences;
    private final LiveParties parties;
    private final CommandWaits waits;

    private @Nullable Instant answeredAt;
    private boolean answerSent;
    private boolean firstDocument = true;
    private boolean afterInputTimeout;
    private long mediaActions;
    private long deadlines;
    private boolean allRecorded;
    private boolean divertible;
    private @Nullable LiveCentreVisit centreVisit;

    LiveControl(Call call, CallServices services) {
        this.call = call;
        this.inbox = call.inbox();
        this.services = services;
        this.recordings = new CallRecordings(call, services.recorder());
        this.conferences = new LiveConferences(call, services.rooms(), () -> mediaActions++);
        this.parties = new LiveParties(call, services);
        this.waits = new CommandWaits(call, services.observer(), parties.talks());
    }

    @Override
    public void ensureAnswered() {
        inbox.check();
        if (answeredAt != null) return;
        var sentAt = services.clock().instant();
        if (!(call.origin() instanceof CallOrigin.Incoming(var invitation))) {
            throw new IllegalStateException("a call of ours is answered by the far end");
        }
        var offer = invitation.offer();
        var description = offer.map(o -> call.media().answer(o.text()))
                .orElseGet(() -> call.media().offer());
        answerSent = true;
        call.leg().answer(SessionDescription.sdp(description));
        awaitConfirmed();
        answeredAt = sentAt;
        call.notes().answered(sentAt);
        services.observer()
                .answered(
                        call,
                        Duration.between(call.arrivedAt(), services.clock().instant())
                                .toNanos());
    }

    /** Waits until whom we called has answered. */
    void awaitAnswer() {
        awaitConfirmed();
        isAnswered();
    }

    private void awaitConfirmed() {
        inbox.await(letter -> letter.event() instanceof CallEvent.Confirmed ? Listening.taken(true, false) : null);
    }

    private void isAnswered() {
        answerSent = true;
        answeredAt = services.clock().instant();
        call.notes().answered(answeredAt);
        services.observer()
                .answered(call, Duration.between(call.arrivedAt(), answeredAt).toNanos());
    }

    @Override
    public boolean refusable() {
        return firstDocument && !answerSent;
    }

    @Override
    public boolean afterInputTimeout() {
        return afterInputTimeout;
    }

    @Override
    public Sound play(String file, boolean recording, int passes) {
        return play(prepare(new PromptPart.File(file, recording)), passes, Sound.NONE);
    }

    @Override
    public Upcoming prepare(PromptPart part) {
        inbox.check();
        return UpcomingClip.of(part, call, services);
    }

    @Override
    public Sound play(Upcoming prompt, int passes, Sound after) {
        inbox.check();
        var clip = ((UpcomingClip) prompt).await(inbox);
        if (clip.isEmpty()) return Sound.NONE;
        mediaActions++;
        long begun = after instanceof PlayingSound before ? before.begun() : inbox.now();
        return new PlayingSound(inbox, call.media().play(clip.get(), passes), begun);
    }

    @Override
    public Activity sendKeys(String keys, Duration each, Duration between) {
        inbox.check();
        mediaActions++;
        return new KeySending(call.media().sendDigits(keys, (int) each.toMillis(), (int) between.toMillis()), inbox);
    }

    @Override
    public Sound playRingTone() {
        inbox.check();
        return new PlayingSound(inbox, call.media().play(RingTone.clip(), MediaSession.ENDLESS), inbox.now());
    }

    @Override
    public Party call(Party.Wish wish) {
        begins();
        return parties.call(wish);
    }

    @Override
    public Party consult(Party.Wish wish, String action) {
        begins();
        return parties.consult(wish, action);
    }

    @Override
    public Party fetch(String callId, Voices voices) {
        begins();
        return parties.fetch(callId, voices);
    }

    @Override
    public Optional<Joint> join(Optional<String> callId, TalkTerms terms) {
        begins();
        return parties.join(callId, terms);
    }

    @Override
    public Referral refer(String number) {
        begins();
        var referral = new LiveReferral(call.id(), inbox);
        call.refer(AccessNumber.plain(number), referral);
        return referral;
    }

    @Override
    public Optional<Party> remaining(Party leaving) {
        inbox.check();
        return parties.talks().without(leaving).map(Party.class::cast);
    }

    @Override
    public boolean pressForPeer(String keys, Duration each, Duration between) {
        begins();
        return parties.pressForPeer(keys, each, between);
    }

    @Override
    public void tell(Outcome.Callback news) {
        inbox.check();
        var words = new CallNotifications(services.settings().zone());
        services.notifier().send(words.callback(call, news));
    }

    @Override
    public CentreVisit visitCentre(Optional<Claimed> claimed) {
        begins();
        var visit = LiveCentreVisit.begin(claimed, call, parties, services);
        centreVisit = visit;
        return visit;
    }

    @Override
    public void dial() {
        inbox.check();
        try {
            OutgoingCall.dial(call, services);
        } catch (DialRefused refused) {
            call.end(refused.reason());
        }
    }

    @Override
    public boolean answered() {
        if (answeredAt == null && centreVisit != null && centreVisit.isFarEndAnswered()) isAnswered();
        return answeredAt != null;
    }

    @Override
    public void tellHungUp(Outcome.Callback news) {
        if (!inbox.ended().map(LiveControl::isHangUp).orElse(false)) return;
        var words = new CallNotifications(services.settings().zone());
        services.notifier().send(words.callback(call, news));
    }

    private static boolean isHangUp(EndReason reason) {
        return switch (reason.cause()) {
            case CALLER_HUNG_UP, CALLEE_HUNG_UP, MEDIA_TIMEOUT, SESSION_EXPIRED, TRANSPORT_FAILED -> true;
            default -> false;
        };
    }

    private void begins() {
        inbox.check();
        mediaActions++;
    }

    @Override
    public Optional<CallRecording> record(RecordingTerms terms, Sound after) {
        inbox.check();
        mediaActions++;
        return recordings.begin(terms, after instanceof PlayingSound tone ? tone.begun() : inbox.now());
    }

    @Override
    public void operate(Consumer<Application> operation) {
        inbox.check();
        operation.accept(call.application());
    }

    @Override
    public Conferences conferences() {
        return conferences;
    }

    @Override
    public Optional<CallRecording> recordConversation() {
        inbox.check();
        if (allRecorded) return Optional.empty();
        return recordings.conversation(inbox.now());
    }

    /** From now on everything is recorded, until the call ends. */
    void recordAll() {
        allRecorded = recordings.conversation(inbox.now()).isPresent();
    }

    @Override
    public Deadline deadline(Duration after) {
        mediaActions++;
        return new TimerDeadline(++deadlines, inbox, services.timer(), after);
    }

    @Override
    public Heard await(Waiting waiting) {
        return waits.await(waiting, divertible);
    }

    /** Runs a command; one that another call fetches this one out of comes to nothing, and what follows it runs. */
    Outcome run(Command command) {
        while (true) {
            divertible = true;
            try {
                return command.run(this);
            } catch (Diverted away) {
                divertible = false;
                visit(away.connection());
                if (!command.resumes()) return Outcome.next();
            } finally {
                divertible = false;
                parties.talks().close();
            }
        }
    }

    private void visit(Connection connection) {
        try (connection) {
            if (!connection.accept()) return;
            mediaActions++;
            parties.met(connection);
            call.visits(Optional.of(connection.host()));
            LOG.info(
                    "call {} is fetched by call {}",
                    call.id(),
                    connection.host().id());
            var untilOver = Waiting.forActivity(connection, KeySet.ANY);
            boolean over = false;
            while (!over) {
                switch (await(untilOver)) {
                    case Heard.Key(char key) -> connection.press(key);
                    case Heard.ActivityEnded() -> over = true;
                    case Heard.PassFinished(), Heard.SoundEnded(), Heard.TimeUp() -> {}
                }
            }
        } finally {
            call.visits(Optional.empty());
        }
    }

    @Override
    public void dropTrailing(KeySet keys) {
        inbox.dropTrailing(keys);
    }

    @Override
    public Duration idleLimit() {
        return services.settings().idleLimit();
    }

    /** The commands that run next are those of another document. */
    void nextDocument() {
        firstDocument = false;
        afterInputTimeout = false;
    }

    /** The commands that run next follow one that got no key. */
    void inputTimedOut() {
        afterInputTimeout = true;
    }

    CallRecordings recordings() {
        return recordings;
    }

    boolean answerSent() {
        return answerSent;
    }

    Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    LiveParties parties() {
        return parties;
    }

    /** What is kept of its last time in the call centre. */
    Optional<CallRecord.Centre> centre() {
        return Optional.ofNullable(centreVisit).flatMap(LiveCentreVisit::figures);
    }

    /** Id of the last conference that was joined. */
    Optional<String> conferenceId() {
        return conferences.lastJoined();
    }

    /** Prompts begun and waits, so far. */
    long mediaActions() {
        return mediaActions;
    }
}
