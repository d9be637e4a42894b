package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One dialog that an INVITE of ours has made, early or answered: one of the phones that a proxy rings. Owned by the
 * leg's lane.
 */
final class Branch {
    private final Dialog dialog;
    private final DialogWire wire;
    private final OfferAnswer exchange = new OfferAnswer();
    private final DialogRequests requests;

    private Optional<SessionDescription> described = Optional.empty();
    private long lastReliable = -1;

    Branch(Leg leg, Dialog dialog, DialogWire wire) {
        this.dialog = dialog;
        this.wire = wire;
        requests = new DialogRequests(leg, dialog, wire, exchange);
        exchange.offerSent();
    }

    Dialog dialog() {
        return dialog;
    }

    DialogWire wire() {
        return wire;
    }

    OfferAnswer exchange() {
        return exchange;
    }

    DialogRequests requests() {
        return requests;
    }

    /** What it said of its sound last. */
    Optional<SessionDescription> described() {
        return described;
    }

    /** Takes the description of a response; gives it back if it is another than before. */
    Optional<SessionDescription> takeDescription(InboundResponse response) {
        Optional<SessionDescription> now = Body.session(response);
        boolean same = now.isPresent()
                && described
                        .filter(before ->
                                Arrays.equals(before.bytes(), now.get().bytes()))
                        .isPresent();
        if (now.isEmpty() || same) {
            return Optional.empty();
        }
        described = now;
        exchange.answered();
        return now;
    }

    /**
     * Acknowledges a provisional response that asks for it (RFC 3262 §4).
     *
     * @return false for one that came before, or out of order: it is to be ignored
     */
    boolean acknowledgesReliably(InboundResponse provisional, long inviteCseq) {
        Optional<Long> number = reliable(provisional);
        if (number.isEmpty()) {
            return true;
        }
        if (lastReliable >= 0 && number.get() != lastReliable + 1) {
            return false;
        }
        lastReliable = number.get();
        var rack = new HeaderLine("RAck", lastReliable + " " + inviteCseq + " INVITE");
        wire.send("PRACK", List.of(rack), Optional.empty(), anyAnswer -> {});
        return true;
    }

    private static Optional<Long> reliable(InboundResponse provisional) {
        boolean required =
                RequestRules.split(provisional.headers("Require")).stream().anyMatch("100rel"::equalsIgnoreCase);
        return provisional
                .header("RSeq")
                .map(String::strip)
                .filter(digits -> required && digits.matches("[0-9]{1,10}"))
                .map(Long::valueOf);
    }
}
