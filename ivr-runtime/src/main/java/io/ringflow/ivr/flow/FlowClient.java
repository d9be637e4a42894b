package io.ringflow.ivr.flow;

import java.util.function.Function;

/**
 * Asks an application for commands, by the whole of D17: deadline, one retry on a connection failure, fallback URL,
 * survival flow, circuit. Blocks the calling (virtual) thread. Never throws for what the far end does.
 */
public interface FlowClient {

    /**
     * Asks, and reads the answer with {@code reader}. A reader that throws {@link DocumentError} makes the answer a
     * failure of the application (D27): told to its {@code errorUrl}, counted, and the next stand-in is asked.
     *
     * @param reader turns a body into a document; pure; called once per body that arrived whole
     * @param cancellation fires when the call is over: the exchange is given up at once
     * @return the document and who gave it. The survival flow always gives one, unless cancelled: then an answer of
     *     {@code cancelled}
     */
    <T> Exchange<T> ask(Notification notification, Function<FlowAnswer, T> reader, Cancellation cancellation);

    /**
     * An exchange's end.
     *
     * @param document what the reader made; null exactly when cancelled
     * @param answer raw answer it was made of
     */
    record Exchange<T>(@org.jspecify.annotations.Nullable T document, FlowAnswer answer) {
        public boolean cancelled() {
            return document == null;
        }
    }
}
