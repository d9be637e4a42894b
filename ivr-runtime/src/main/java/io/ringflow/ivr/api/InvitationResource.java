package io.ringflow.ivr.api;

import io.ringflow.ivr.api.ConferenceOrders.InviteOrder;
import io.ringflow.ivr.api.ConferenceOrders.JoinOrder;
import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.call.CallId;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.ConferenceCalls.Invited;
import io.ringflow.ivr.call.ConferenceCalls.Joining;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomOperations;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who is to come into a conference of an account's applications. Thread-safe. */
final class InvitationResource {

    private static final String MEMBERS = "/v1/conferences/{confId}/members";

    private final RoomOperations rooms;
    private final ConferenceCalls calls;

    InvitationResource(RoomOperations rooms, ConferenceCalls calls) {
        this.rooms = rooms;
        this.calls = calls;
    }

    record Invitation(
            @Field("That is called") String number,

            @Field("The call; missing: it can not be tried, which is told to `resultUrl` too")
            Optional<String> callId) {}

    record Invitations(
            @Field("One for each number, in their order") List<Invitation> items) {

        /** @param made a call for each number, where it could be tried */
        static Invitations of(List<String> numbers, List<Optional<CallId>> made) {
            return new Invitations(IntStream.range(0, made.size())
                    .mapToObj(i -> new Invitation(numbers.get(i), made.get(i).map(CallId::text)))
                    .toList());
        }
    }

    List<Route<?, ?>> routes() {
        return List.of(
                Route.post(MEMBERS, "invite")
                        .takes(InviteOrder.class)
                        .answers(Output.json(202, Invitations.class))
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.FULL)
                        .fails(ApiError.CALL)
                        .by(
                                Section.CONFERENCES,
                                "Calls numbers, and answers at once; who answers is in the conference.",
                                this::invite),
                Route.post(MEMBERS + "/{callId}", "joinCall")
                        .takes(JoinOrder.class)
                        .fails(RoomError.NO_SUCH_CONFERENCE, RoomError.FULL, RoomError.ALREADY_IN)
                        .fails(RestError.NO_SUCH_CALL)
                        .by(
                                Section.CONFERENCES,
                                "Puts a running call into a conference, whatever its flow does at the moment; no password is"
                                        + " asked.",
                                this::join));
    }

    private Reply invite(Ask<NoQuery, InviteOrder> ask) {
        var application = ConferenceResource.owner(ask, rooms);
        var order = ask.body();
        var wish = new JoinWish(order.chair(), order.speaks(), order.joinedUrl().orElse(""), "");
        var made = calls.invite(
                application,
                new Invited(
                        ask.at("confId"),
                        order.numbers(),
                        wish,
                        order.resultUrl().orElse("")));
        return Reply.of(Invitations.of(order.numbers(), made));
    }

    private Reply join(Ask<NoQuery, JoinOrder> ask) {
        var application = ConferenceResource.owner(ask, rooms);
        var order = ask.body();
        var wish = new JoinWish(
                order.chair(),
                order.speaks(),
                order.joinedUrl().orElse(""),
                order.quitUrl().orElse(""));
        var joining = new Joining(
                ask.at("confId"), ask.at("callId"), wish, order.resultUrl().orElse(""));
        if (!calls.join(application, joining)) throw new RestRefused(RestError.NO_SUCH_CALL);
        return Reply.NOTHING;
    }
}
