package io.ringflow.testkit.call;

import io.ringflow.testkit.rtp.DtmfKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keys to press and the waits between them: {@code 1w2#} is 1, half a second, 2 and #. Immutable. */
record KeyScript(List<Press> presses) {

    /** One key, and how long to wait before it. */
    record Press(Duration after, char key) {}

    static KeyScript parse(String text) {
        var presses = new ArrayList<Press>();
        var wait = Duration.ZERO;
        for (char c : text.toCharArray()) {
            if (c == 'w' || c == 'W' || c == ',') {
                wait = wait.plusMillis(c == 'w' ? 500 : 1_000);
            } else if (DtmfKeys.code(c).isPresent()) {
                presses.add(new Press(wait, c));
                wait = Duration.ZERO;
            } else {
                throw new IllegalArgumentException(
                        "--press takes 0-9 * # A-D, w for half a second and W for a second, not '" + c + "'");
            }
        }
        return new KeyScript(List.copyOf(presses));
    }
}
