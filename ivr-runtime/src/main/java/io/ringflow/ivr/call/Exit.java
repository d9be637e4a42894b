package io.ringflow.ivr.call;

import io.ringflow.media.MediaProfile;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.ListenAddress;
import java.time.Duration;
import java.util.Optional;

/** A way out for one call of ours: a trunk, or the telephones of an account. Thread-safe; closing is idempotent. */
interface Exit extends AutoCloseable {

    /** Timer B: nobody waits longer for a first response. */
    Duration MOST_SILENCE = Duration.ofSeconds(32);

    /** Which number is shown: the one wanted, or what the trunk says, or this one. */
    record Shown(Optional<String> wanted, String otherwise) {}

    /** How the call's media is treated; bears the trunk's name. */
    MediaProfile media();

    /** The listener that the call is made from; its media is bound to the same address. */
    ListenAddress from();

    /** Whom to call, and for how long. */
    CallPlan plan(Shown shown, Duration ringing);

    /** Gives back what the call takes on the way out. */
    @Override
    void close();

    /** How long nobody may say anything at all. */
    static Duration silence(Duration ringing) {
        return ringing.compareTo(MOST_SILENCE) < 0 ? ringing : MOST_SILENCE;
    }
}
