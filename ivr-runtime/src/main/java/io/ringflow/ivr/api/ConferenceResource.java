package io.ringflow.ivr.api;

import io.ringflow.ivr.api.ConferenceOrders.AlarmOrder;
import io.ringflow.ivr.api.ConferenceOrders.NewConference;
import io.ringflow.ivr.api.ConferenceOrders.PlayOrder;
import io.ringflow.ivr.api.ConferenceOrders.RecordOrder;
import io.ringflow.ivr.api.ConferenceOrders.ResumeOrder;
import io.ringflow.ivr.api.ConferenceOrders.VolumeOrder;
import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomOperations;
import io.ringflow.ivr.room.RoomRefused;
import io.ringflow.ivr.room.RoomState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The conferences of an account's applications. Thread-safe. */
final class ConferenceResource {

    private static final String ONE = "/v1/conferences/{confId}";
    private static final String MEMBER = ONE + "/members/{callId}";

    private final RoomOperations rooms;

    ConferenceResource(RoomOperations rooms) {
        this.rooms = rooms;
    }

    record Conferences(
            @Field("The oldest first") List<ConferenceFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record DismissQuery(
            @Field(value = "Its members are hung up", fallback = "false")
            boolean hangUp) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get("/v1/conferences", "listConferences")
                        .with(ListQuery.class)
                        .answers(Conferences.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.CONFERENCES, "The conferences of this moment.", this::list),
                Route.post("/v1/conferences", "createConference")
                        .takes(NewConference.class)
                        .answers(Output.json(201, ConferenceFacts.class))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(
                                RoomError.TOO_LARGE,
                                RoomError.TOO_MANY_CONFERENCES,
                                RoomError.NO_SHORT_ID,
                                RoomError.OVERLOADED)
                        .by(Section.CONFERENCES, "Makes a conference.", this::create),
                Route.get(ONE, "getConference")
                        .answers(ConferenceFacts.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE)
                        .by(Section.CONFERENCES, "How a conference stands, and who is in it.", this::get),
                Route.delete(ONE, "dismissConference")
                        .with(DismissQuery.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE)
                        .by(
                                Section.CONFERENCES,
                                "Ends a conference. Its members' flows go on, unless they are hung up.",
                                this::dismiss),
                Route.post(ONE + "/play", "playInConference")
                        .takes(PlayOrder.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NO_SUCH_PROMPT, RoomError.OVERLOADED)
                        .by(Section.CONFERENCES, "All hear a file, in place of one played before.", this::play),
                Route.delete(ONE + "/play", "stopPlayInConference")
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NOTHING_PLAYS)
                        .by(Section.CONFERENCES, "That file falls silent.", this::stopPlay),
                Route.post(ONE + "/recording", "recordConference")
                        .takes(RecordOrder.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.ALREADY_RECORDING, RoomError.RECORDING_FAILED)
                        .by(
                                Section.CONFERENCES,
                                "All that is said and played is recorded, once at a time; found among the recordings by"
                                        + " `call`, which is the conference's id.",
                                this::record),
                Route.delete(ONE + "/recording", "stopRecordingConference")
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NOT_RECORDING)
                        .by(Section.CONFERENCES, "The recording ends, and is kept.", this::stopRecording),
                Route.post(ONE + "/volume", "changeConferenceVolume")
                        .takes(VolumeOrder.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE)
                        .by(Section.CONFERENCES, "All hear each other louder or softer by a step.", this::volume),
                Route.post(ONE + "/alarm", "setConferenceAlarm")
                        .takes(AlarmOrder.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE)
                        .by(
                                Section.CONFERENCES,
                                "Something happens after a while. A later one takes an earlier one's place.",
                                this::alarm),
                Route.delete(MEMBER, "removeMember")
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NO_SUCH_MEMBER)
                        .by(Section.CONFERENCES, "A member leaves; its flow goes on.", this::quit),
                member("mute", "muteMember", "A member is not heard.", this::mute),
                member("unmute", "unmuteMember", "A member may be heard.", this::unmute),
                member("pause", "pauseMember", "A member neither hears nor is heard.", this::pause),
                Route.post(MEMBER + "/resume", "resumeMember")
                        .takes(ResumeOrder.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NO_SUCH_MEMBER)
                        .by(Section.CONFERENCES, "A member hears again.", this::resume));
    }

    private static Route<NoQuery, Input.None> member(
            String verb, String id, String meaning, Route.Handler<NoQuery, Input.None> handler) {
        return Route.post(MEMBER + "/" + verb, id)
                .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NO_SUCH_MEMBER)
                .by(Section.CONFERENCES, meaning, handler);
    }

    private Reply list(Ask<ListQuery, Input.None> ask) {
        var there = ask.tenant().applications(ask.query().application()).stream()
                .flatMap(application -> rooms.all(application).stream())
                .toList();
        var page = Page.of(
                        there,
                        (RoomState room) -> new Cursor(room.createdAt(), room.confId()),
                        Comparator.naturalOrder(),
                        ask.query().cursor(),
                        ask.query().limit())
                .map(ConferenceFacts::of);
        return Reply.of(new Conferences(page.items(), page.next()));
    }

    private Reply create(Ask<NoQuery, NewConference> ask) {
        var application = ask.tenant().application(ask.body().application());
        var room = rooms.create(application, ask.body().plan());
        return Reply.of(ConferenceFacts.of(room)).at("/v1/conferences/" + room.confId());
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(ConferenceFacts.of(rooms.query(application(ask), ask.at("confId"), "")));
    }

    private Reply dismiss(Ask<DismissQuery, Input.None> ask) {
        return run(
                ask,
                new RoomOperation.Dismiss(ask.at("confId"), "", "", ask.query().hangUp(), "", ""));
    }

    private Reply play(Ask<NoQuery, PlayOrder> ask) {
        var order = ask.body();
        String completed = order.completedUrl().orElse("");
        return run(ask, new RoomOperation.Play(ask.at("confId"), order.file(), order.loop(), "", completed));
    }

    private Reply stopPlay(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.StopPlay(ask.at("confId"), ""));
    }

    private Reply record(Ask<NoQuery, RecordOrder> ask) {
        var limit = Duration.ofSeconds(ask.body().limitSeconds());
        String told = ask.body().limitUrl().orElse("");
        return run(ask, new RoomOperation.Record(ask.at("confId"), limit, "", told));
    }

    private Reply stopRecording(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.StopRecord(ask.at("confId"), ""));
    }

    private Reply volume(Ask<NoQuery, VolumeOrder> ask) {
        boolean louder = ask.body().change() == VolumeOrder.Change.LOUDER;
        return run(ask, new RoomOperation.Volume(ask.at("confId"), louder, ""));
    }

    private Reply alarm(Ask<NoQuery, AlarmOrder> ask) {
        var order = ask.body();
        return run(
                ask,
                new RoomOperation.AlarmClock(
                        ask.at("confId"),
                        Duration.ofSeconds(order.afterSeconds()),
                        order.action(),
                        "",
                        order.clockUrl(),
                        order.file().orElse(""),
                        order.autoHangUp(),
                        "",
                        "",
                        ""));
    }

    private Reply quit(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Quit(ask.at("confId"), ask.at("callId"), ""));
    }

    private Reply mute(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Mute(ask.at("confId"), ask.at("callId"), ""));
    }

    private Reply unmute(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Unmute(ask.at("confId"), ask.at("callId"), ""));
    }

    private Reply pause(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Pause(ask.at("confId"), ask.at("callId"), ""));
    }

    private Reply resume(Ask<NoQuery, ResumeOrder> ask) {
        return run(
                ask,
                new RoomOperation.Resume(
                        ask.at("confId"), ask.at("callId"), ask.body().speak(), ""));
    }

    private Reply run(Ask<?, ?> ask, RoomOperation operation) {
        rooms.run(application(ask), operation);
        return Reply.NOTHING;
    }

    /** Whose the conference is; another's does not exist. */
    private Application application(Ask<?, ?> ask) {
        return owner(ask, rooms);
    }

    static Application owner(Ask<?, ?> ask, RoomOperations rooms) {
        return rooms.owner(ask.at("confId"))
                .filter(ask.tenant()::owns)
                .flatMap(ask.tenant().table()::byId)
                .orElseThrow(() -> new RoomRefused(RoomError.NO_SUCH_CONFERENCE));
    }
}
