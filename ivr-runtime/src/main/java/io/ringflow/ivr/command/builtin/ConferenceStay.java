package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.ConferenceSeat;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.room.Departure;

/** From the moment a call has joined a conference to what its flow does when it has left (D13). Stateless. */
final class ConferenceStay {

    private ConferenceStay() {}

    static Outcome in(ConferenceSeat seat, CallControl call) {
        try (seat) {
            var waiting = Waiting.forActivity(seat, KeySet.ANY);
            while (true) {
                switch (call.await(waiting)) {
                    case Heard.Key(char key) -> seat.pressed(key);
                    case Heard.ActivityEnded() -> {
                        return seat.departure().map(ConferenceStay::after).orElse(Outcome.next());
                    }
                    case Heard.PassFinished(), Heard.SoundEnded(), Heard.TimeUp() -> {}
                }
            }
        }
    }

    private static Outcome after(Departure how) {
        if (how.hangUp()) return Outcome.end(Ending.HANG_UP);
        return how.url().isEmpty() ? Outcome.next() : new Outcome.Callback(how.url(), "POST", how.parameters());
    }
}
