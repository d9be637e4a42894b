package io.ringflow.sip.leg;

import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.stack.InboundRequest;

/** Who calls: P-Asserted-Identity of a trusted network (RFC 3325), else From. Pure. */
final class CallerIdentity {
    private CallerIdentity() {}

    static String of(InboundRequest invite, TrustedNetworks trusted) {
        if (trusted.contains(invite.source().getAddress())) {
            for (String line : invite.headers("P-Asserted-Identity")) {
                for (String value : NameAddr.split(line)) {
                    String user = UserPart.of(NameAddr.parse(value).uri());
                    if (!user.isEmpty()) {
                        return user;
                    }
                }
            }
        }
        return userOf(invite.header("From").orElse(""));
    }

    /** User part of a name-addr header value. */
    static String userOf(String headerValue) {
        return UserPart.of(NameAddr.parse(headerValue).uri());
    }
}
