package io.ringflow.sip;

import java.util.Optional;

/**
 * Who calls, as the far end and the networks between are told. Which numbers are allowed is the trunk's business.
 *
 * @param from URI of From, such as {@code sip:+861012345678@example.com}; may be another than the asserted one
 * @param display shown beside it; empty for none
 * @param asserted URI of P-Asserted-Identity, for networks that trust us (RFC 3325 §9.1)
 * @param preferred URI of P-Preferred-Identity, for a proxy that asserts it for us (RFC 3325 §9.2)
 * @param hidden whether the callee must not learn it: From is anonymous (RFC 3323 §4.1.1.3), Privacy says {@code id}
 */
public record CallIdentity(
        String from, String display, Optional<String> asserted, Optional<String> preferred, boolean hidden) {

    public static final String ANONYMOUS = "sip:anonymous@anonymous.invalid";

    /** @throws IllegalArgumentException if a URI could break out of its header */
    public CallIdentity {
        CallTarget.uri("from", from);
        asserted.ifPresent(uri -> CallTarget.uri("asserted", uri));
        preferred.ifPresent(uri -> CallTarget.uri("preferred", uri));
    }

    /** Known by From alone. */
    public static CallIdentity of(String from) {
        return new CallIdentity(from, "", Optional.empty(), Optional.empty(), false);
    }

    public CallIdentity named(String name) {
        return new CallIdentity(from, name, asserted, preferred, hidden);
    }

    public CallIdentity asserting(String uri) {
        return new CallIdentity(from, display, Optional.of(uri), preferred, hidden);
    }

    public CallIdentity preferring(String uri) {
        return new CallIdentity(from, display, asserted, Optional.of(uri), hidden);
    }

    /** The callee sees nothing; what is asserted still goes to the trusted network, which takes it out. */
    public CallIdentity hide() {
        return new CallIdentity(from, display, asserted, preferred, true);
    }
}
