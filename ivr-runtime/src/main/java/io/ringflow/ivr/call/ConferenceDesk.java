package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.builtin.EnterConf;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.room.RoomDoor;
import io.ringflow.ivr.room.RoomKind;
import io.ringflow.ivr.room.RoomTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invites numbers to conferences and intercoms, and puts calls into them. Thread-safe. */
public final class ConferenceDesk implements ConferenceCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ConferenceDesk.class);

    private final RoomTable rooms;
    private final DialDesk dialler;
    private final CallRegistry registry;

    public ConferenceDesk(RoomTable rooms, DialDesk dialler, CallRegistry registry) {
        this.rooms = rooms;
        this.dialler = dialler;
        this.registry = registry;
    }

    @Override
    public List<Optional<CallId>> invite(Application application, Invited invited) {
        var door = door(application, invited.kind(), invited.confId());
        var calls = new ArrayList<Optional<CallId>>();
        var refusals = new ArrayList<Runnable>();
        @Nullable DialRefused first = null;
        for (var number : invited.numbers()) {
            try {
                calls.add(Optional.of(invite(application, invited, number, door)));
            } catch (DialRefused refused) {
                LOG.info(
                        "{} {}: {} is not called: {}",
                        invited.kind().word(),
                        invited.confId(),
                        LogText.of(number),
                        LogText.of(refused.reason().text()));
                first = first == null ? refused : first;
                calls.add(Optional.empty());
                refusals.add(() -> door.invited(
                        invited.action(), number, "", Optional.empty(), UnreachedParty.code(refused.reason(), false)));
            }
        }
        if (first != null && refusals.size() == calls.size()) throw first;
        refusals.forEach(Runnable::run);
        return calls;
    }

    private CallId invite(Application application, Invited invited, String number, RoomDoor door) {
        var order = new Dialer.Order(number, Optional.empty(), Optional.empty());
        var invitee = new Invitee(door, invited.action());
        try {
            return dialler.dial(application, order, call -> {
                invitee.isCalled(call);
                var from = "the invitation to " + invited.kind().word() + " " + invited.confId();
                call.send(document(invited, invitee), from);
            });
        } catch (RuntimeException refused) {
            invitee.isNotCalled();
            throw refused;
        }
    }

    private RoomDoor door(Application application, RoomKind kind, String id) {
        return (kind == RoomKind.CONFERENCE ? rooms : rooms.intercoms()).door(application, id);
    }

    private static FlowDocument document(Invited invited, Invitee invitee) {
        return FlowDocument.of(new EnterConf(invited.kind(), invited.confId(), invited.wish(), invitee::told));
    }

    @Override
    public boolean join(Application application, Joining joining) {
        var call = registry.find(joining.callId())
                .filter(found -> found.application().id().equals(application.id()));
        var door = door(application, joining.kind(), joining.confId());
        if (call.isEmpty()) return false;
        // Before its flow is given up for nothing.
        door.expect(joining.callId(), () -> {}).close();
        String number = call.get().outbound() ? call.get().to() : call.get().from();
        var command = new EnterConf(
                joining.kind(),
                joining.confId(),
                joining.wish(),
                result -> door.invited(
                        joining.action(), number, joining.callId(), call.get().userData(), result));
        return call.get().send(FlowDocument.of(command), "JoinConf");
    }
}
