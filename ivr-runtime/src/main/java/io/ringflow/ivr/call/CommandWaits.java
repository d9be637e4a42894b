package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Waiting;
import org.jspecify.annotations.Nullable;

/** How a call waits for what its command wants; meanwhile it sees to its talk. Owned by the call's thread. */
final class CommandWaits {

    private final Call call;
    private final CallObserver observer;
    private final Talks talks;

    CommandWaits(Call call, CallObserver observer, Talks talks) {
        this.call = call;
        this.observer = observer;
        this.talks = talks;
    }

    /** @param divertible another call that wants this one ends the wait, unless it is one for somebody */
    Heard await(Waiting waiting, boolean divertible) {
        observer.waits(call, waiting);
        if (!waiting.keys().isEmpty()) call.inbox().collecting();
        boolean engaged = Engagement.of(waiting.activity());
        call.engaged(engaged);
        try {
            while (true) {
                var step = call.inbox().<Step>await(letter -> pick(waiting, letter, divertible && !engaged));
                if (step.heard() != null) return step.heard();
                talks.handle(step.event());
            }
        } finally {
            call.engaged(false);
        }
    }

    /** What ends a wait, or what the talk sees to. */
    private record Step(@Nullable Heard heard, CallEvent event) {}

    private Inbox.@Nullable Taken<Step> pick(Waiting waiting, Inbox.Letter letter, boolean divertible) {
        var event = letter.event();
        var taken = Listening.pick(waiting, letter, divertible);
        if (taken != null) return Listening.taken(new Step(taken.value(), event), taken.keep());
        return talks.concerns(event) ? Listening.taken(new Step(null, event), false) : null;
    }
}
