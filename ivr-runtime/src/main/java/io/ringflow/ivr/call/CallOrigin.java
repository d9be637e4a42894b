package io.ringflow.ivr.call;

import io.ringflow.sip.Invitation;
import java.util.Optional;

/** How a call came about. Immutable. */
sealed interface CallOrigin {

    /** The caller's number; empty if it is not told, or the call is ours. */
    String from();

    /** The number that was dialled. */
    String to();

    /** Somebody called us. */
    record Incoming(Invitation invitation) implements CallOrigin {
        @Override
        public String from() {
            return invitation.from();
        }

        @Override
        public String to() {
            return invitation.requestUser();
        }
    }

    /** We called, for a call that consults it (D1). */
    record Consulted(Consultation consultation) implements CallOrigin {
        @Override
        public String from() {
            return "";
        }

        @Override
        public String to() {
            return consultation.number();
        }
    }

    /**
     * We call, once an agent has answered who wants it (flow-protocol 8.4).
     *
     * @param shownNumber what the customer is to be shown
     * @param departure what the call to the customer holds
     */
    record ByAgent(Optional<String> shownNumber, OutboundCalls.Departure departure) implements CallOrigin {
        @Override
        public String from() {
            return "";
        }

        @Override
        public String to() {
            return departure.number();
        }
    }

    /** We called, as the application asked for. */
    record Dialled(Dialer.Order order) implements CallOrigin {
        @Override
        public String from() {
            return "";
        }

        @Override
        public String to() {
            return order.number();
        }
    }
}
