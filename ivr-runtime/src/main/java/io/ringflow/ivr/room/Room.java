package io.ringflow.ivr.room;

import static io.ringflow.ivr.room.RoomNews.first;

import io.ringflow.ivr.application.Application;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.FloorChange;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conference or an intercom and its rules (flow-protocol 4.1, 8.5, D7). Everything happens on its lane, one thing at a time; the methods
 * that others call hand over to it and wait, for no longer than it takes to read a prompt. The lane waits for nobody.
 */
final class Room {

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    /** One step of volume, and how many there are. */
    private static final double STEP_DB = 3;

    private static final int MOST_STEPS = 6;

    private final String id;
    private final String number;
    private final Application application;
    private final RoomPlan plan;
    private final RoomServices services;
    private final RoomLane lane;
    private final RoomNews news;
    private final RoomClock clock;
    private final Optional<RoomFloor> floor;
    private final Conference conference;
    private final RoomStage stage;
    private final RoomAmbience ambience;
    private final RoomRecorder recorder;
    private final Instant createdAt;

    // Owned by the lane.
    private final Map<String, RoomSeat> seats = new LinkedHashMap<>();
    private final Set<Runnable> expected = new HashSet<>();
    private boolean used;
    private boolean ended;
    private int volume;

    /** @param number that callers may dial to enter it */
    Room(String id, String number, Application application, RoomPlan plan, RoomServices services, RoomLane lane) {
        this.id = id;
        this.number = number;
        this.application = application;
        this.plan = plan;
        this.services = services;
        this.lane = lane;
        var settings = services.settings();
        this.news = new RoomNews(application, plan.kind(), id, services.notifier(), services.clock(), settings.zone());
        this.clock = new RoomClock(services.timer(), lane::post);
        this.createdAt = services.clock().instant();
        this.floor = plan.floor().map(terms -> new RoomFloor(news, services.observer(), terms.url()));
        var config = new ConferenceConfig(
                plan.maxMembers(), settings.maxSpeakers(), plan.floor().map(FloorTerms::plan));
        this.conference = services.media().open(config, this::heard);
        this.stage = new RoomStage(conference, file -> services.prompts().apply(application, file));
        this.ambience = new RoomAmbience(stage, plan.voiceMode());
        var mediaUrl = plan.urls().media();
        this.recorder = new RoomRecorder(id, application.id(), conference, services.recorder(), news, mediaUrl);
    }

    String id() {
        return id;
    }

    String number() {
        return number;
    }

    Application application() {
        return application;
    }

    RoomPlan plan() {
        return plan;
    }

    RoomNews news() {
        return news;
    }

    Instant createdAt() {
        return createdAt;
    }

    /**
     * Waits for its first member from now on.
     *
     * @param callId of the call that goes on in it; empty: none
     * @param url told that it is there; empty: nobody
     */
    RoomCreated open(String callId, String url) {
        return lane.ask(() -> {
            if (plan.autoDelete()) clock.whenUnused(services.settings().unused(), this::unused);
            news.created(url, callId, createdAt);
            return new RoomCreated(id, news.created(createdAt));
        });
    }

    /** @throws RoomRefused FULL, NO_SUCH_CONFERENCE, OVERLOADED */
    RoomSeat join(Guest guest, JoinWish wish) {
        return lane.ask(() -> {
            checkOpen();
            var membership = membership(guest, wish);
            var member =
                    new RoomMember(guest, wish, membership, services.clock().instant());
            if (wish.chair()) seats.values().forEach(other -> other.member().standUp());
            if (volume != 0) member.volume(volume * STEP_DB);
            var seat = new RoomSeat(this, member);
            seats.put(guest.callId(), seat);
            if (!used) firstMember();
            ambience.came(seats.size());
            services.observer().joined();
            LOG.info("{} {}: call {} joined, {} in", plan.kind().word(), id, guest.callId(), seats.size());
            news.joined(first(wish.joinUrl(), plan.urls().joined()), member);
            return seat;
        });
    }

    private Membership membership(Guest guest, JoinWish wish) {
        var role = RoomMember.mediaRole(wish.speak());
        try {
            return plan.floor()
                    .map(terms -> conference.join(guest.media(), role, RoomMember.right(terms, wish.floor())))
                    .orElseGet(() -> conference.join(guest.media(), role));
        } catch (MediaFailure failure) {
            throw RoomRefused.by(failure);
        }
    }

    /**
     * Somebody is asked to come in.
     *
     * @param callId empty: that of a call that is new
     * @param ended runs when the conference ends before {@link #forget}; must only post on
     * @throws RoomRefused FULL, NO_SUCH_CONFERENCE, ALREADY_IN
     */
    void expect(String callId, Runnable ended) {
        lane.ask(() -> {
            checkOpen();
            if (seats.containsKey(callId)) throw new RoomRefused(RoomError.ALREADY_IN);
            if (seats.size() >= plan.maxMembers()) throw new RoomRefused(RoomError.FULL);
            return expected.add(ended);
        });
    }

    void forget(Runnable ended) {
        lane.post(() -> expected.remove(ended));
    }

    /** The call of a seat is over, or wants to go on without the conference. */
    void leave(RoomSeat seat) {
        lane.ask(() -> {
            if (seats.remove(seat.member().guest().callId(), seat)) {
                seat.member().membership().close();
                floor.ifPresent(held -> held.left(seat.member()));
                seat.depart(departure(seat.member(), Departure.Reason.HUNG_UP, false, ""));
                LOG.info(
                        "{} {}: call {} left, {} in",
                        plan.kind().word(),
                        id,
                        seat.member().guest().callId(),
                        seats.size());
            }
            // Also when it was told to leave just before, and did not live to ask where to go on.
            seat.departed()
                    .filter(how -> !how.hangUp())
                    .ifPresent(how -> news.left(seat.member().guest(), how));
            ambience.went(seats.size());
            emptied();
            return true;
        });
    }

    /** @throws RoomRefused whatever may be wrong with it */
    void run(RoomOperation operation) {
        lane.ask(() -> {
            checkOpen();
            var about = OperationResult.of(operation, plan.urls().media());
            var member = Optional.ofNullable(seats.get(about.callId()));
            var told = about.with(member.flatMap(seat -> seat.member().guest().userData()));
            try {
                perform(operation);
            } catch (RoomRefused refused) {
                told.failed(news, refused.error());
                throw refused;
            }
            // What is recorded is told of when it can be fetched.
            if (!(operation instanceof RoomOperation.StopRecord)) told.done(news);
            return true;
        });
    }

    RoomState query(String action) {
        return lane.ask(() -> {
            checkOpen();
            news.result(action, "", "0", Map.of("members", Integer.toString(seats.size())));
            return snapshot();
        });
    }

    /** As it is, or as it was last. */
    RoomState state() {
        return lane.ask(this::snapshot);
    }

    private RoomState snapshot() {
        return new RoomState(
                id,
                number,
                application.id(),
                createdAt,
                plan.maxMembers(),
                !plan.password().isEmpty(),
                stage.playing(),
                recorder.running(),
                volume,
                seats.values().stream().map(seat -> seat.member().state()).toList(),
                floor.map(RoomFloor::state));
    }

    /** It was never on the table. */
    void discard() {
        conference.close();
    }

    void end(RoomEnd how) {
        lane.ask(() -> {
            end(how, false, "", "", "");
            return true;
        });
    }

    private void perform(RoomOperation operation) {
        switch (operation) {
            case RoomOperation.Quit quit -> remove(quit.callId());
            case RoomOperation.Dismiss dismiss ->
                end(
                        RoomEnd.DISMISSED,
                        dismiss.autoHangUp(),
                        dismiss.quitUrl(),
                        dismiss.recordUrl(),
                        dismiss.deletedUrl());
            case RoomOperation.Floor wish -> member(wish.callId()).floor(wish.grab());
            case RoomOperation.Mute mute -> member(mute.callId()).mute(true);
            case RoomOperation.Unmute unmute -> member(unmute.callId()).mute(false);
            case RoomOperation.Play play -> play(play);
            case RoomOperation.StopPlay _ -> {
                stage.stop();
                ambience.settle(seats.size());
            }
            case RoomOperation.Record record -> recorder.begin(record.limit(), record.limitUrl());
            case RoomOperation.StopRecord stop -> recorder.stop(stop.action());
            case RoomOperation.Volume change -> volume(change.louder() ? 1 : -1);
            case RoomOperation.Pause pause -> member(pause.callId()).pause();
            case RoomOperation.Resume resume -> member(resume.callId()).resume(resume.speak());
            case RoomOperation.AlarmClock alarm -> clock.alarm(alarm.after(), () -> ring(alarm));
        }
    }

    private void play(RoomOperation.Play play) {
        if (play.loop() == 0) return;
        stage.play(play.fileName(), play.loop(), () -> {
            OperationResult.played(news, play.completedUrl());
            ambience.settle(seats.size());
        });
        ambience.settle(seats.size());
    }

    private void volume(int steps) {
        volume = Math.clamp(volume + steps, -MOST_STEPS, MOST_STEPS);
        seats.values().forEach(seat -> seat.member().volume(volume * STEP_DB));
    }

    private void remove(String callId) {
        var seat = seat(callId);
        seats.remove(callId);
        dismiss(seat, Departure.Reason.REMOVED, false, "");
        ambience.went(seats.size());
        emptied();
    }

    private void ring(RoomOperation.AlarmClock alarm) {
        if (ended) return;
        switch (alarm.alarm()) {
            case NOTIFY -> news.alarm(first(alarm.clockUrl(), "alarmclock"));
            case PLAY -> stage.announce(stage.load(alarm.promptFile()), () -> {});
            case DISMISS ->
                end(RoomEnd.ALARM, alarm.autoHangUp(), alarm.quitUrl(), alarm.recordUrl(), alarm.deletedUrl());
        }
    }

    private void firstMember() {
        used = true;
        clock.used();
        if (plan.autoRecord()) recorder.beginByItself();
        if (!plan.duration().isPositive()) return;
        var prompt = stage.load(plan.endPrompt());
        var length =
                prompt.map(clip -> Duration.ofMillis(clip.durationMillis())).orElse(Duration.ZERO);
        var before = plan.duration().minus(length);
        clock.whenOver(before.isNegative() ? Duration.ZERO : before, () -> {
            if (!ended) stage.announce(prompt, this::timeOver);
        });
    }

    private void timeOver() {
        end(RoomEnd.TIME_OVER, plan.autoHangUp(), "", "", "");
    }

    private void unused() {
        if (!used) end(RoomEnd.UNUSED, false, "", "", "");
    }

    private void emptied() {
        if (seats.isEmpty() && plan.autoDelete()) end(RoomEnd.EMPTY, false, "", "", "");
    }

    /** @param quitUrl as what follows: empty for what the conference or its members have */
    private void end(RoomEnd how, boolean hangUp, String quitUrl, String recordUrl, String deletedUrl) {
        if (ended) return;
        ended = true;
        clock.stop();
        services.forget().accept(this);
        var leaving = List.copyOf(seats.values());
        seats.clear();
        leaving.forEach(seat -> dismiss(seat, how.ofMembers(), hangUp, quitUrl));
        expected.forEach(Runnable::run);
        expected.clear();
        recorder.end(recordUrl);
        conference.close();
        news.deleted(first(deletedUrl, plan.urls().deleted()));
        services.observer().ended(how);
        LOG.info("{} {} of {} ended: {}", plan.kind().word(), id, application.id(), how);
    }

    private void dismiss(RoomSeat seat, Departure.Reason why, boolean hangUp, String quitUrl) {
        seat.member().membership().close();
        floor.ifPresent(held -> held.left(seat.member()));
        seat.depart(departure(seat.member(), why, hangUp, quitUrl));
        seat.member().guest().onLeft();
    }

    private Departure departure(RoomMember member, Departure.Reason why, boolean hangUp, String quitUrl) {
        var url = first(quitUrl, first(member.wish().quitUrl(), plan.urls().quit()));
        return new Departure(why, hangUp, url, news.left(member, why));
    }

    private RoomMember member(String callId) {
        return seat(callId).member();
    }

    private RoomSeat seat(String callId) {
        var seat = seats.get(callId);
        if (seat == null) throw new RoomRefused(RoomError.NO_SUCH_MEMBER);
        return seat;
    }

    private void checkOpen() {
        if (ended) throw new RoomRefused(RoomError.NO_SUCH_CONFERENCE);
    }

    /** On a media loop. */
    private void heard(ConferenceEvent event) {
        if (event instanceof ConferenceEvent.PlaybackEnded(long playback, boolean completed)) {
            lane.post(() -> stage.over(playback, completed));
        } else if (event instanceof ConferenceEvent.FloorChanged(long membership, FloorChange change)) {
            lane.post(() -> floor(membership, change));
        }
    }

    /** What media tells of one who has left meanwhile has been told. */
    private void floor(long membership, FloorChange change) {
        seats.values().stream()
                .map(RoomSeat::member)
                .filter(member -> member.membership().id() == membership)
                .findFirst()
                .ifPresent(member -> floor.ifPresent(held -> held.changed(member, change)));
    }
}
