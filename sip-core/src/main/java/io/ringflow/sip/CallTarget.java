package io.ringflow.sip;

import io.ringflow.sip.digest.DigestClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Whom to call, by which way, and as whom. Immutable; made by {@link #of} and changed by the {@code with} methods.
 *
 * @param uri Request-URI and To, such as {@code sip:13800138000@example.com}; a sip or tel URI without brackets
 * @param hop where the INVITE is sent, already resolved: the far end or a proxy, whatever the URI says
 * @param transport to get there by
 * @param from the listener to send from; empty takes the first one of that transport and address family
 * @param identity who calls
 * @param routes Route values set beforehand, such as {@code <sip:192.0.2.1;lr>}: an outbound proxy
 * @param digest the account to answer challenges with
 * @param redirects whether a 3xx is followed
 * @param firstResponse how long nobody may say anything at all, at most 32 s; then NOT_REACHED
 * @param ringing how long it may ring, from the INVITE on; then NO_ANSWER
 * @param sessionInterval the session timer that is proposed (RFC 4028), at least 90 s; empty proposes none
 * @param headers further lines of the INVITE by name, such as Diversion
 */
public record CallTarget(
        String uri,
        InetSocketAddress hop,
        Transport transport,
        Optional<ListenAddress> from,
        CallIdentity identity,
        List<String> routes,
        Optional<DigestClient> digest,
        Redirects redirects,
        Duration firstResponse,
        Duration ringing,
        Optional<Duration> sessionInterval,
        Map<String, String> headers) {

    private static final Duration MOST_SILENCE = Duration.ofSeconds(32);
    private static final Duration RINGING = Duration.ofSeconds(60);
    private static final Duration SESSION = Duration.ofSeconds(1_800);
    private static final int LONGEST_URI = 1_024;
    private static final Pattern URI = Pattern.compile("(?i)(sips?|tel):.+");

    /** @throws IllegalArgumentException if a URI or header could break out of its line, or the hop has no address */
    public CallTarget {
        uri("uri", uri);
        if (hop.isUnresolved()) {
            throw new IllegalArgumentException("the hop is not resolved: " + hop.getHostString());
        }
        if (firstResponse.compareTo(MOST_SILENCE) > 0) {
            throw new IllegalArgumentException("firstResponse is longer than timer B: " + firstResponse);
        }
        routes = List.copyOf(routes);
        headers.forEach(CallTarget::line);
        headers = Map.copyOf(headers);
    }

    /** Over UDP, at once where the hop says, 60 s of ringing, a session timer of half an hour. */
    public static CallTarget of(String uri, InetSocketAddress hop, CallIdentity identity) {
        return new CallTarget(
                uri,
                hop,
                Transport.UDP,
                Optional.empty(),
                identity,
                List.of(),
                Optional.empty(),
                Redirects.NONE,
                MOST_SILENCE,
                RINGING,
                Optional.of(SESSION),
                Map.of());
    }

    public CallTarget with(Transport by) {
        return changed(target -> target.transport = by);
    }

    public CallTarget withFrom(ListenAddress listener) {
        return changed(target -> {
            target.transport = listener.transport();
            target.from = Optional.of(listener);
        });
    }

    /** To where another INVITE of the same call goes, whatever the URI says. */
    public CallTarget withHop(InetSocketAddress other) {
        return changed(target -> target.hop = other);
    }

    public CallTarget with(CallIdentity caller) {
        return changed(target -> target.identity = caller);
    }

    public CallTarget withRoutes(List<String> proxies) {
        return changed(target -> target.routes = proxies);
    }

    public CallTarget with(DigestClient account) {
        return changed(target -> target.digest = Optional.of(account));
    }

    public CallTarget with(Redirects followed) {
        return changed(target -> target.redirects = followed);
    }

    public CallTarget withPatience(Duration silence, Duration rings) {
        return changed(target -> {
            target.firstResponse = silence;
            target.ringing = rings;
        });
    }

    public CallTarget withSessionInterval(Optional<Duration> interval) {
        return changed(target -> target.sessionInterval = interval);
    }

    public CallTarget withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return changed(target -> target.headers = more);
    }

    private CallTarget changed(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.target();
    }

    /** A target while one thing of it is changed. */
    private static final class Draft {
        final String uri;
        CallIdentity identity;
        InetSocketAddress hop;
        Transport transport;
        Optional<ListenAddress> from;
        List<String> routes;
        Optional<DigestClient> digest;
        Redirects redirects;
        Duration firstResponse;
        Duration ringing;
        Optional<Duration> sessionInterval;
        Map<String, String> headers;

        Draft(CallTarget was) {
            uri = was.uri;
            hop = was.hop;
            transport = was.transport;
            from = was.from;
            identity = was.identity;
            routes = was.routes;
            digest = was.digest;
            redirects = was.redirects;
            firstResponse = was.firstResponse;
            ringing = was.ringing;
            sessionInterval = was.sessionInterval;
            headers = was.headers;
        }

        CallTarget target() {
            return new CallTarget(
                    uri,
                    hop,
                    transport,
                    from,
                    identity,
                    routes,
                    digest,
                    redirects,
                    firstResponse,
                    ringing,
                    sessionInterval,
                    headers);
        }
    }

    /** Whether it is a SIP or tel URI that can stand in a header, and not too long for one. */
    public static boolean isUri(String uri) {
        return uri.length() <= LONGEST_URI
                && URI.matcher(uri).matches()
                && uri.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"' || c >= 0x7f);
    }

    static void uri(String what, String uri) {
        if (!isUri(uri)) {
            throw new IllegalArgumentException(what + " is no SIP or tel URI");
        }
    }

    private static void line(String name, String value) {
        boolean sound = name.matches("[A-Za-z0-9.!%*_+`'~-]+")
                && value.chars().noneMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
        if (!sound) {
            throw new IllegalArgumentException("not a header line: " + name);
        }
    }
}
