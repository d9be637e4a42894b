package io.ringflow.ivr.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an operator may see of the calls. Thread-safe; numbers are shown here and nowhere else. */
public interface CallView {

    /** One call as it stands. */
    record Line(String callId, String from, String to, String application, Instant since, boolean answered) {}

    /** The calls that exist now, oldest first, {@code limit} at most. */
    List<Line> calls(int limit);

    /** The story of one call: what the application was asked, the SIP ladder, the media pipeline, as text. */
    Optional<String> story(String callId);
}
