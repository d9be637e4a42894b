package io.ringflow.sip.registrar;

import io.ringflow.sip.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/**
 * One telephone of an account: the contact that it registered, and the way its REGISTER took (RFC 3261 §10.3). Immutable.
 *
 * @param contact URI as it was registered
 * @param priority q, in thousandths
 * @param callId of the REGISTER that made or refreshed it, with {@code cseq} its order among the others
 * @param expires when it is void unless it is refreshed
 * @param local the listener that the REGISTER came to: a NAT lets in only what comes from there
 * @param peer where the telephone is reached: where the REGISTER came from, unless that port is not one it listens at
 * @param path proxies on the way to it, as values of Route (RFC 3327)
 * @param agent its User-Agent; may be empty
 */
public record Binding(
        String account,
        String contact,
        int priority,
        String callId,
        long cseq,
        Instant expires,
        Transport transport,
        InetSocketAddress local,
        InetSocketAddress peer,
        List<String> path,
        String agent) {

    public Binding {
        path = List.copyOf(path);
    }

    /** What calls to it ask for: its contact without headers, which no Request-URI has (RFC 3261 §19.1.1). */
    public String requestUri() {
        int question = contact.indexOf('?', Math.max(0, contact.lastIndexOf('@')));
        return question < 0 ? contact : contact.substring(0, question);
    }

    boolean isLive(Instant now) {
        return expires.isAfter(now);
    }
}
