package io.ringflow.sip.leg;

import io.ringflow.sip.LegEvent;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.message.UriParts;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The REFER of a dialog and the subscription that comes with it (RFC 3515): one at a time, a newer one takes the place of
 * the one before. Owned by the leg's lane.
 */
final class Referrals {
    private static final String USER_CHARACTERS = "-_.!~*'()&=+$,";
    private static final int NO_ANSWER = 408;

    private final Leg leg;

    private long asked;
    private boolean subscribed;
    private boolean decided = true;

    Referrals(Leg leg) {
        this.leg = leg;
    }

    void ask(String user) {
        if (leg.over()) {
            return;
        }
        decided = false;
        if (leg.phase() != Phase.CONFIRMED) {
            news(false, 481);
            return;
        }
        // RFC 3515 §2.4.4: a NOTIFY may come before the answer to the REFER.
        subscribed = true;
        long number = ++asked;
        var lines = List.of(
                new HeaderLine("Refer-To", "<" + target(user) + ">"),
                new HeaderLine(
                        "Referred-By",
                        "<" + NameAddr.parse(leg.dialog().localUri()).uri() + ">"));
        leg.wire().send("REFER", lines, Optional.empty(), answer -> answered(number, answer));
    }

    /** Whether a NOTIFY belongs to one that we have asked for. */
    boolean awaited() {
        return subscribed;
    }

    void told(ReferNotice notice) {
        subscribed = !notice.last();
        if (notice.status().isPresent()) {
            news(true, notice.status().getAsInt());
        }
        // The far end will say no more: what became of it can't be known.
        if (notice.last()) {
            news(true, NO_ANSWER);
        }
    }

    private void answered(long number, Optional<InboundResponse> answer) {
        int status = answer.map(InboundResponse::status).orElse(NO_ANSWER);
        if (number == asked && status >= 300) {
            subscribed = false;
            news(false, status);
        }
    }

    private void news(boolean accepted, int status) {
        if (decided || leg.over()) {
            return;
        }
        decided = !accepted || status >= 200;
        leg.tell(new LegEvent.Referral(accepted, status));
    }

    /** That user, where the far end itself is reached. */
    private String target(String user) {
        var peer = UriParts.of(leg.dialog().remoteTarget());
        String scheme = peer.scheme().equals("sips") ? "sips" : "sip";
        String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
        return scheme + ":" + escaped(user) + "@" + host + (peer.port() < 0 ? "" : ":" + peer.port());
    }

    /** RFC 3261 §25.1, user: whatever else stands there must be escaped. */
    private static String escaped(String user) {
        var text = new StringBuilder(user.length());
        for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (plain || USER_CHARACTERS.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append("%%%02X".formatted((int) c));
            }
        }
        return text.toString();
    }
}
