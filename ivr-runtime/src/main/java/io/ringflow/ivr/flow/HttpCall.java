package io.ringflow.ivr.flow;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One request to an application, ready to send; a retry sends the same again.
 *
 * @param purpose what answer is expected
 * @param method GET or POST
 * @param secret key of the signature
 */
record HttpCall(
        Purpose purpose,
        String method,
        URI url,
        String requestId,
        String callId,
        Optional<String> secret,
        Duration connectTimeout,
        Duration answerTimeout) {

    /** What the far end is to answer. */
    enum Purpose {
        /** 200 with a document of known length (D22). */
        COMMANDS {
            @Override
            boolean accepts(int status) {
                return status == 200;
            }
        },
        /** Any 2xx, whatever the body. */
        NOTIFICATION {
            @Override
            boolean accepts(int status) {
                return status >= 200 && status < 300;
            }
        };

        abstract boolean accepts(int status);
    }
}
