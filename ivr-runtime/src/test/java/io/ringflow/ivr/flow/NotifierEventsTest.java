package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.cdr.SampleRecords;
import io.ringflow.ivr.flow.NotifierEvents.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events share a round of the notifier. */
class NotifierEventsTest {
    private static final Event END = new Event.Look();

    private final List<Event> comesMeanwhile = new ArrayList<>();
    private final NotifierEvents events = new NotifierEvents(nanos -> {
        assertThat(nanos).isEqualTo(NotifierEvents.PART_NANOS);
        comesMeanwhile.forEach(this::add);
        comesMeanwhile.clear();
    });

    private void add(Event event) {
        events.add(event);
    }

    private static Event news(String callId) {
        return new Event.CallOver(SampleRecords.of(callId, 60).bare(), List.of(), () -> {});
    }

    @Test
    void aRoundBeginsWithAllThereIs() throws Exception {
        Event one = news("call1");
        add(one);
        add(END);

        assertThat(events.first()).containsExactly(one, END);
    }

    @Test
    void whatIsNewHasAMomentOfItsOwn() throws Exception {
        add(news("call1"));
        events.first();
        Event late = news("call2");
        Event later = news("call3");
        comesMeanwhile.addAll(List.of(late, END));

        assertThat(events.duringRest()).containsExactly(END);
        add(later);
        assertThat(events.first()).containsExactly(late, later);
        add(END);
        assertThat(events.first()).as("each once").containsExactly(END);
    }

    @Test
    void nothingIsHeldWhenItIsTimeToStop() throws Exception {
        Event last = news("call1");
        Event stop = new Event.Stop();
        comesMeanwhile.addAll(List.of(last, stop));

        assertThat(events.duringRest()).containsExactly(last, stop);
    }

    @Test
    void whatAnEarlierPartOfTheMomentHeldIsNotLeftBehindWhenItIsTimeToStop() throws Exception {
        Event held = news("call1");
        comesMeanwhile.add(held);
        assertThat(events.duringRest()).isEmpty();
        Event stop = new Event.Stop();
        comesMeanwhile.add(stop);

        assertThat(events.duringRest()).containsExactly(held, stop);
        add(END);
        assertThat(events.first()).as("each once").containsExactly(END);
    }

    @Test
    void whatIsAwaitedEndsTheWait() throws Exception {
        Event late = news("call1");
        add(END);
        add(late);

        assertThat(events.awaited()).containsExactly(END);
        assertThat(events.first()).containsExactly(late);
    }
}
