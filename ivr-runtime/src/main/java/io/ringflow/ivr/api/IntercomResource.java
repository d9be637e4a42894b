package io.ringflow.ivr.api;

import io.ringflow.ivr.api.ConferenceOrders.RecordOrder;
import io.ringflow.ivr.api.ConferenceResource.DismissQuery;
import io.ringflow.ivr.api.IntercomOrders.IntercomInviteOrder;
import io.ringflow.ivr.api.IntercomOrders.IntercomJoinOrder;
import io.ringflow.ivr.api.IntercomOrders.NewIntercom;
import io.ringflow.ivr.api.InvitationResource.Invitations;
import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.ConferenceCalls.Invited;
import io.ringflow.ivr.call.ConferenceCalls.Joining;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomKind;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomOperations;
import io.ringflow.ivr.room.RoomState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The push-to-talk groups of an account's applications. Their ids are each application's own. Thread-safe. */
final class IntercomResource {

    private static final String ALL = "/v1/applications/{applicationId}/intercoms";
    private static final String ONE = ALL + "/{intercomId}";
    private static final String MEMBERS = ONE + "/members";
    private static final String MEMBER = MEMBERS + "/{callId}";

    private final RoomOperations intercoms;
    private final ConferenceCalls calls;

    IntercomResource(RoomOperations rooms, ConferenceCalls calls) {
        this.intercoms = rooms.intercoms();
        this.calls = calls;
    }

    record Intercoms(
            @Field("The oldest first") List<IntercomFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listIntercoms")
                        .with(PageQuery.class)
                        .answers(Intercoms.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.INTERCOMS, "The groups of this moment.", this::list),
                Route.post(ALL, "createIntercom")
                        .takes(NewIntercom.class)
                        .answers(Output.json(201, IntercomFacts.class))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(
                                RoomError.INTERCOM_EXISTS,
                                RoomError.TOO_LARGE,
                                RoomError.TOO_MANY_CONFERENCES,
                                RoomError.OVERLOADED)
                        .by(Section.INTERCOMS, "Makes a group.", this::create),
                Route.get(ONE, "getIntercom")
                        .answers(IntercomFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(RoomError.NO_SUCH_CONFERENCE)
                        .by(Section.INTERCOMS, "Who is in a group, who talks, and who waits to.", this::get),
                Route.delete(ONE, "dismissIntercom")
                        .with(DismissQuery.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(RoomError.NO_SUCH_CONFERENCE)
                        .by(
                                Section.INTERCOMS,
                                "Ends a group. Its members' flows go on, unless they are hung up.",
                                this::dismiss),
                Route.post(ONE + "/recording", "recordIntercom")
                        .takes(RecordOrder.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.ALREADY_RECORDING, RoomError.RECORDING_FAILED)
                        .by(
                                Section.INTERCOMS,
                                "All that is said is recorded, once at a time; found among the recordings by `call`, which"
                                        + " is the group's id.",
                                this::record),
                Route.delete(ONE + "/recording", "stopRecordingIntercom")
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NOT_RECORDING)
                        .by(Section.INTERCOMS, "The recording ends, and is kept.", this::stopRecording),
                Route.post(MEMBERS, "inviteToIntercom")
                        .takes(IntercomInviteOrder.class)
                        .answers(Output.json(202, Invitations.class))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.FULL)
                        .fails(ApiError.CALL)
                        .by(
                                Section.INTERCOMS,
                                "Calls numbers, and answers at once; who answers is in the group.",
                                this::invite),
                Route.post(MEMBER, "joinCallToIntercom")
                        .takes(IntercomJoinOrder.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.FULL, RoomError.ALREADY_IN)
                        .fails(RestError.NO_SUCH_CALL)
                        .by(
                                Section.INTERCOMS,
                                "Puts a running call into a group, whatever its flow does at the moment.",
                                this::join),
                Route.delete(MEMBER, "removeFromIntercom")
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NO_SUCH_MEMBER)
                        .by(Section.INTERCOMS, "A member leaves; its flow goes on.", this::quit),
                floor(
                        Route.post(MEMBER + "/floor", "grabFloor"),
                        "Asks for the floor in a member's place.",
                        this::grab),
                floor(
                        Route.delete(MEMBER + "/floor", "releaseFloor"),
                        "Gives the floor back in a member's place, or waits for it no more.",
                        this::release));
    }

    private static Route<NoQuery, Input.None> floor(
            Route.Draft<NoQuery, Input.None> route, String meaning, Route.Handler<NoQuery, Input.None> handler) {
        return route.fails(RestError.NO_SUCH_APPLICATION)
                .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.NO_SUCH_MEMBER)
                .by(Section.INTERCOMS, meaning, handler);
    }

    private Reply list(Ask<PageQuery, Input.None> ask) {
        var page = Page.of(
                        intercoms.all(application(ask)),
                        (RoomState room) -> new Cursor(room.createdAt(), room.confId()),
                        Comparator.naturalOrder(),
                        ask.query().cursor(),
                        ask.query().limit())
                .map(IntercomFacts::of);
        return Reply.of(new Intercoms(page.items(), page.next()));
    }

    private Reply create(Ask<NoQuery, NewIntercom> ask) {
        var application = application(ask);
        var made = intercoms.create(application, ask.body().plan());
        return Reply.of(IntercomFacts.of(made))
                .at("/v1/applications/" + application.id() + "/intercoms/" + made.confId());
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(IntercomFacts.of(intercoms.query(application(ask), id(ask), "")));
    }

    private Reply dismiss(Ask<DismissQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Dismiss(id(ask), "", "", ask.query().hangUp(), "", ""));
    }

    private Reply record(Ask<NoQuery, RecordOrder> ask) {
        var limit = Duration.ofSeconds(ask.body().limitSeconds());
        return run(
                ask,
                new RoomOperation.Record(
                        id(ask), limit, "", ask.body().limitUrl().orElse("")));
    }

    private Reply stopRecording(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.StopRecord(id(ask), ""));
    }

    private Reply invite(Ask<NoQuery, IntercomInviteOrder> ask) {
        var order = ask.body();
        var made = calls.invite(
                application(ask),
                new Invited(
                        RoomKind.INTERCOM,
                        id(ask),
                        order.numbers(),
                        order.wish(),
                        order.resultUrl().orElse("")));
        return Reply.of(Invitations.of(order.numbers(), made));
    }

    private Reply join(Ask<NoQuery, IntercomJoinOrder> ask) {
        var order = ask.body();
        var joining = new Joining(
                RoomKind.INTERCOM,
                id(ask),
                ask.at("callId"),
                order.wish(),
                order.resultUrl().orElse(""));
        if (!calls.join(application(ask), joining)) throw new RestRefused(RestError.NO_SUCH_CALL);
        return Reply.NOTHING;
    }

    private Reply quit(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Quit(id(ask), ask.at("callId"), ""));
    }

    private Reply grab(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Floor(id(ask), ask.at("callId"), true, ""));
    }

    private Reply release(Ask<NoQuery, Input.None> ask) {
        return run(ask, new RoomOperation.Floor(id(ask), ask.at("callId"), false, ""));
    }

    private Reply run(Ask<?, ?> ask, RoomOperation operation) {
        intercoms.run(application(ask), operation);
        return Reply.NOTHING;
    }

    private static String id(Ask<?, ?> ask) {
        return ask.at("intercomId");
    }

    private static Application application(Ask<?, ?> ask) {
        return ask.tenant().application(ask.at("applicationId"));
    }
}
