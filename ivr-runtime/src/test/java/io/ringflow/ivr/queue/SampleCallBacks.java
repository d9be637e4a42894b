package io.ringflow.ivr.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls nobody back: writes down whom it should have called. */
class SampleCallBacks implements CallBacks {

    /** Of any caller. */
    static final CallBackOrder ORDER = new CallBackOrder(Optional.empty(), Optional.empty(), "<Response/>");

    final List<HeldPlace> due = new ArrayList<>();
    final List<String> over = new ArrayList<>();

    /** Ids of the calls whose turn it is. */
    List<String> called() {
        return due.stream().map(HeldPlace::callId).toList();
    }

    @Override
    public void due(String applicationId, HeldPlace place) {
        due.add(place);
    }

    @Override
    public boolean idle() {
        return true;
    }

    @Override
    public void over(String applicationId, HeldPlace place, QueueEnd why) {
        over.add(place.callId() + " " + why);
    }
}
