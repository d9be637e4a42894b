package io.ringflow.ivr.http;

import java.util.Map;

/** Whether the server can take calls, and what it says of itself. Thread-safe. */
public interface HealthView {

    /** Ready for new calls. */
    boolean accepting();

    /** Facts for a person or a monitor, in order. */
    Map<String, Object> facts();
}
