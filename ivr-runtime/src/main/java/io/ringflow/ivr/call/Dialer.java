package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowDocument;
import java.util.Optional;

/** Starts calls of the platform's own (flow-protocol 8.2). Thread-safe. */
@FunctionalInterface
public interface Dialer {

    /**
     * Whom to call.
     *
     * @param number digits, with or without {@code +}, or the name of an account; marks such as blanks are taken out
     * @param userData comes back in {@code startservice} and {@code stopservice}, unchanged
     * @param shownNumber what the callee is to be shown, where the trunk lets it be chosen
     * @param record whether all of the call is recorded, from the answer on
     * @param document runs when it is answered, and then {@code startservice} is not asked
     */
    record Order(
            String number,
            Optional<String> userData,
            Optional<String> shownNumber,
            boolean record,
            Optional<FlowDocument> document) {

        /** One that is not recorded. */
        public Order(String number, Optional<String> userData, Optional<String> shownNumber) {
            this(number, userData, shownNumber, false, Optional.empty());
        }

        /** One that the application is asked about. */
        public Order(String number, Optional<String> userData, Optional<String> shownNumber, boolean record) {
            this(number, userData, shownNumber, record, Optional.empty());
        }
    }

    /**
     * Calls a number for an application; returns at once. Answered, the application is asked {@code startservice} with
     * direction 1 and its flow runs on that call; in any case {@code stopservice} is the last that it hears of the id.
     *
     * @return the id that notifications will carry
     * @throws DialRefused when it can't even be tried: no call is made, nothing is notified
     */
    CallId dial(Application application, Order order);
}
