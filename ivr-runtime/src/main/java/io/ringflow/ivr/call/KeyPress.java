package io.ringflow.ivr.call;

import io.ringflow.media.MediaFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that one call presses for another. Stateless. */
final class KeyPress {

    private static final Logger LOG = LoggerFactory.getLogger(KeyPress.class);
    private static final Duration LENGTH = Duration.ofMillis(160);
    private static final Duration GAP = Duration.ofMillis(100);

    private KeyPress() {}

    static void forCall(Call call, char key) {
        forCall(call, String.valueOf(key), LENGTH, GAP);
    }

    /** Nobody hears when the last of them is over. On the thread of the one that presses. */
    static void forCall(Call call, String keys, Duration each, Duration between) {
        try {
            long sending = call.media().sendDigits(keys, (int) each.toMillis(), (int) between.toMillis());
            call.inbox().neverMindSending(sending);
        } catch (MediaFailure gone) {
            // It has just hung up: that is its own thread's business.
            LOG.debug("call {}: keys can't be pressed for it: {}", call.id(), gone.getMessage());
        }
    }
}
