package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.ConferenceAttributes.AUTO_HANGUP;
import static io.ringflow.ivr.rest.ConferenceAttributes.orEmpty;
import static io.ringflow.ivr.rest.ConferenceAttributes.url;

import io.ringflow.ivr.call.ConferenceCalls.Invited;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.builtin.IntercomAttributes;
import io.ringflow.ivr.room.FloorWish;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomKind;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Operations on push-to-talk groups (flow-protocol D7), at the paths that those on conferences have. Immutable. */
final class IntercomOperations {

    private static final String PATH = "ivr/intercom";

    private static final Attribute<String> INTERCOM_ID =
            Attribute.optional("intercomid", IntercomAttributes.ID, "the intercom; required");
    private static final Attribute<String> CALL_ID =
            Attribute.optional("callid", ValueType.TEXT, "the member's call; required");
    private static final Attribute<String> CREATED = url("action", "told that it is there");
    private static final Attribute<Boolean> DELETE = Attribute.of(
            "autodelete",
            ValueType.FLAG,
            "true",
            "deleted when nobody came in time, and when the last member has left");
    private static final Attribute<String> ACTION = url("action", "told what came of it");
    private static final Attribute<String> INVITED =
            url("action", "told for each number what came of it: `result` 0, or 107 and the SIP status");
    private static final Attribute<String> JOINED = url("joinurl", "told who joined; empty: that of the intercom");
    private static final Attribute<String> QUIT =
            url("quiturl", "where the members' flows go on that have left; empty: that of the intercom");
    private static final Attribute<String> FLOOR_TOLD =
            url("floorurl", "told who is granted or denied the floor; empty: that of the intercom");
    private static final Attribute<Integer> PRIORITY = Attribute.of(
            "priority",
            ValueType.number(0, FloorWish.HIGHEST),
            "0",
            "one of a higher one takes the floor from one of a lower, and comes before it in a queue");
    private static final Attribute<Boolean> GRAB = Attribute.of(
            "floor",
            ValueType.choice("grab", "release").map(word -> word.equals("grab")),
            "grab",
            "what is done in the member's place");
    private static final Attribute<String> DELETED_URL =
            url("delurl", "told that it is deleted; empty: what it was made with");
    private static final Attribute<String> RECORD_URL = url("recordurl", "told of the recording that ends with it");
    private static final Attribute<String> QUERY_ACTION = url("action", "told the same; the answer has it anyway");

    private IntercomOperations() {}

    static List<OperationSpec> all() {
        var creating = new ArrayList<Attribute<?>>(IntercomAttributes.all());
        creating.add(CREATED);
        creating.add(DELETE);
        return List.of(
                OperationSpec.that(
                        "CreateIntercom",
                        "ivr/createintercom",
                        "Makes a group in which one talks at a time; the answer has its `intercomid`, the one that was"
                                + " wanted or a new one.",
                        in -> create(IntercomAttributes.plan(in, orEmpty(in, CREATED), in.get(DELETE))),
                        creating.toArray(Attribute<?>[]::new)),
                OperationSpec.that(
                        "InviteJoinIntercom",
                        PATH,
                        "Calls numbers; who answers is in the group. The answer has a `callSid` for each number, with #"
                                + " between them; the place of one that can't be called is empty.",
                        IntercomOperations::invite,
                        INTERCOM_ID,
                        ConferenceInvitations.NUMBERS,
                        INVITED,
                        PRIORITY,
                        JOINED,
                        QUIT,
                        FLOOR_TOLD),
                on(
                        "QuitIntercom",
                        "A member leaves.",
                        in -> new RoomOperation.Quit(id(in), call(in), action(in)),
                        CALL_ID),
                on(
                        "DismissIntercom",
                        "The group ends.",
                        in -> new RoomOperation.Dismiss(
                                id(in),
                                action(in),
                                orEmpty(in, DELETED_URL),
                                in.get(AUTO_HANGUP),
                                orEmpty(in, QUIT),
                                orEmpty(in, RECORD_URL)),
                        DELETED_URL,
                        AUTO_HANGUP,
                        QUIT,
                        RECORD_URL),
                on(
                        "IntercomFloor",
                        "Asks for the floor in a member's place, or gives it back; what comes of it is told to `floorurl`.",
                        in -> new RoomOperation.Floor(id(in), call(in), in.get(GRAB), action(in)),
                        CALL_ID,
                        GRAB),
                OperationSpec.asking(
                        "QueryIntercomState",
                        PATH,
                        "Who is in a group, who talks, and who waits to.",
                        in -> query(id(in), orEmpty(in, QUERY_ACTION)),
                        INTERCOM_ID,
                        QUERY_ACTION));
    }

    private static Operation create(RoomPlan plan) {
        return (application, services) -> {
            var made = services.rooms().intercoms().create(application, plan);
            return Answer.done(Answer.text(RoomKind.INTERCOM.idName(), made.confId()));
        };
    }

    private static Operation invite(CommandInput in) {
        var floor = new FloorWish(Optional.empty(), Optional.empty(), in.get(PRIORITY), orEmpty(in, FLOOR_TOLD));
        var wish = new JoinWish(orEmpty(in, JOINED), orEmpty(in, QUIT), floor);
        return ConferenceInvitations.invite(new Invited(
                RoomKind.INTERCOM, id(in), in.get(ConferenceInvitations.NUMBERS), wish, orEmpty(in, INVITED)));
    }

    private static OperationSpec on(
            String element, String meaning, Function<CommandInput, RoomOperation> maker, Attribute<?>... own) {
        Function<CommandInput, Operation> operation = input -> {
            var wanted = maker.apply(input);
            return (application, services) -> {
                services.rooms().intercoms().run(application, wanted);
                return Answer.done();
            };
        };
        var attributes = new ArrayList<Attribute<?>>(List.of(INTERCOM_ID, ACTION));
        attributes.addAll(List.of(own));
        return OperationSpec.that(element, PATH, meaning, operation, attributes.toArray(Attribute<?>[]::new));
    }

    private static Operation query(String id, String action) {
        return (application, services) -> state(services.rooms().intercoms().query(application, id, action), services);
    }

    private static Answer state(RoomState room, OperationServices services) {
        var floor = room.floor().orElse(new RoomState.Floor(Optional.empty(), List.of()));
        var rows = room.members().stream()
                .map(member -> row(member, floor, services))
                .toList();
        return Answer.done(
                Answer.text("intercomid", room.confId()),
                Answer.text("createtime", CallOperations.time(room.createdAt(), services.zone())),
                Answer.text("maxmember", Integer.toString(room.maxMembers())),
                Answer.text("member", Integer.toString(room.members().size())),
                Answer.text("talker", floor.holder().orElse("")),
                Answer.text("recording", Boolean.toString(room.recording())),
                new Answer.Field.Table("members", "memberinfo", rows));
    }

    /** {@code floor}: 2 has it, 1 waits for it, 0 neither. */
    private static List<Answer.Field> row(RoomState.Member member, RoomState.Floor floor, OperationServices services) {
        int place = floor.waiting().indexOf(member.callId()) + 1;
        boolean holds = floor.holder().filter(member.callId()::equals).isPresent();
        return List.of(
                Answer.text("callid", member.callId()),
                Answer.text("number", member.number()),
                Answer.text("floor", holds ? "2" : place > 0 ? "1" : "0"),
                Answer.text("place", Integer.toString(place)),
                Answer.text("jointime", CallOperations.time(member.joinedAt(), services.zone())));
    }

    private static String id(CommandInput in) {
        return in.get(INTERCOM_ID);
    }

    private static String call(CommandInput in) {
        return in.get(CALL_ID);
    }

    private static String action(CommandInput in) {
        return orEmpty(in, ACTION);
    }
}
