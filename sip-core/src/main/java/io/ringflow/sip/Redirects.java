package io.ringflow.sip;

import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * Whether a 3xx is followed. A redirection lets the far end choose whom we call and where we send, so by default none
 * is.
 *
 * @param most in one call; 0 follows none
 * @param allowed whether an INVITE may be sent to an address that a Contact names; one that names a host by name, or an
 *     address that is not allowed, is sent to where the first INVITE went only if that address is allowed
 */
public record Redirects(int most, Predicate<InetSocketAddress> allowed) {

    public static final Redirects NONE = new Redirects(0, address -> false);

    /** As many, all by way of the same next hop, whatever address the Contacts name. */
    public static Redirects through(InetSocketAddress hop, int most) {
        return new Redirects(most, hop::equals);
    }
}
