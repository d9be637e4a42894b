package io.ringflow.ivr.queue;

import io.ringflow.ivr.queue.Visit.Stage;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places of callers who have hung up and are called back when it is their turn. Owned by the centre's lane. A place is
 * in the database until its caller is back in the queue, or nothing can come of it any more: who dies in between calls again.
 */
final class HeldPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(HeldPlaces.class);

    private final CentreServices services;
    private final Floor floor;
    private final Roster roster;
    private final Supplier<Optional<CallBacks>> callBacks;

    /** @param callBacks empty while nobody may be called */
    HeldPlaces(CentreServices services, Floor floor, Roster roster, Supplier<Optional<CallBacks>> callBacks) {
        this.services = services;
        this.floor = floor;
        this.roster = roster;
        this.callBacks = callBacks;
    }

    /** Whether callers are called back at this time. */
    boolean due() {
        return callBacks.get().isPresent();
    }

    /** Its caller hangs up; false: it does not wait, or an agent is being called for it. */
    boolean hold(Visit visit, CallBackOrder order) {
        if (visit.stage != Stage.WAITING || !visit.offers.isEmpty()) return false;
        var until = services.agenda().now().plus(services.settings().keepPlace());
        var wish = visit.wish();
        var place = new HeldPlace(
                visit.callId(),
                visit.customer(),
                visit.queue,
                visit.priority,
                wish.agentId(),
                wish.leastLevel(),
                visit.enteredAt(),
                until,
                order);
        floor.forget(visit);
        visit.stage = Stage.OVER;
        var held = keep(place, visit.number());
        services.store().put(services.applicationId(), place);
        services.observer().callerHeld(floor.change(held, Optional.empty()));
        return true;
    }

    /** One that an earlier process kept. */
    void restore(HeldPlace place) {
        if (floor.has(place.queue())) {
            keep(place, floor.nextNumber());
        } else {
            LOG.warn("the place of call {} is lost: there is no queue {}", place.callId(), place.queue());
            services.store().removePlace(services.applicationId(), place.callId());
        }
    }

    private Visit keep(HeldPlace place, long number) {
        var visit = new Visit(services.gate(), floor, place, number);
        floor.add(visit);
        visit.remember(services.agenda().at(place.keptUntil(), () -> floor.expel(visit, QueueEnd.MAX_WAIT)));
        return visit;
    }

    void prioritised(Visit visit) {
        visit.held().ifPresent(place -> services.store().put(services.applicationId(), place));
    }

    /** It is its turn. */
    void callBack(Visit visit, Agent agent, Line line) {
        var place = visit.held().orElseThrow();
        roster.keepFor(agent, place.callId(), line.plan.callBackTime());
        floor.out(visit, QueueExit.CALLED_BACK);
        callBacks.get().ifPresent(back -> Floor.tell(visit, () -> back.due(services.applicationId(), place)));
    }

    /** Its caller is back. */
    void taken(String place) {
        services.store().removePlace(services.applicationId(), place);
    }

    /** One that kept its place does not want it any more, or could not be called back. */
    void release(String place) {
        floor.find(place)
                .filter(visit -> visit.stage == Stage.HELD)
                .ifPresent(visit -> floor.out(visit, QueueExit.ELSEWHERE));
        roster.release(place);
        taken(place);
    }

    /** It won't be its turn. */
    void over(Visit visit, HeldPlace place, QueueEnd why) {
        taken(place.callId());
        callBacks.get().ifPresent(back -> Floor.tell(visit, () -> back.over(services.applicationId(), place, why)));
    }
}
