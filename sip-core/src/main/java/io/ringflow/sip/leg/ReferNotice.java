package io.ringflow.sip.leg;

import io.ringflow.sip.stack.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a NOTIFY says of a referral (RFC 3515 §2.4.4, §2.4.5). Immutable.
 *
 * @param status of the call that the far end makes; empty when the body tells none
 * @param last whether this is the last that will be told
 */
record ReferNotice(OptionalInt status, boolean last) {
    private static final Pattern STATUS_LINE = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})\\b.*", Pattern.DOTALL);

    /** What it says; empty when it is about another event. */
    static Optional<ReferNotice> of(InboundRequest notify) {
        String event = token(notify.header("Event"));
        if (!event.equals("refer")) {
            return Optional.empty();
        }
        boolean last = token(notify.header("Subscription-State")).equals("terminated");
        return Optional.of(new ReferNotice(status(notify), last));
    }

    private static OptionalInt status(InboundRequest notify) {
        var fragment = notify.body()
                .filter(body -> Body.mediaType(body.contentType()).equals("message/sipfrag"))
                .map(body -> new String(body.bytes(), StandardCharsets.ISO_8859_1).stripLeading())
                .map(STATUS_LINE::matcher)
                .filter(line -> line.matches());
        return fragment.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(fragment.get().group(1)));
    }

    /** What stands before the parameters, in lower case. */
    private static String token(Optional<String> header) {
        return header.orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
