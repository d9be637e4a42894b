package io.ringflow.ivr.call;

import io.ringflow.ivr.trunk.OutboundTrunks.Line;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.ListenAddress;
import java.time.Duration;

/** The way out over a trunk. Thread-safe. */
record TrunkExit(String number, Line line, ListenAddress from) implements Exit {

    @Override
    public MediaProfile media() {
        return line.media();
    }

    @Override
    public CallPlan plan(Shown shown, Duration ringing) {
        return CallPlan.of(line.side()
                .target(number, shown.wanted(), shown.otherwise())
                .withFrom(from)
                .withPatience(Exit.silence(ringing), ringing));
    }

    @Override
    public void close() {
        line.close();
    }
}
