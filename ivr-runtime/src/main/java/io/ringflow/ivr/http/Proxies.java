package io.ringflow.ivr.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.ringflow.sip.guard.TrustedNetworks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies in front of an interface, whose word about where a request comes from counts. Nobody else's does: whoever
 * reaches us directly writes what he likes, and so does the part of a header that a proxy only passed on. Immutable.
 */
public final class Proxies {

    /** How the proxies say it. */
    public enum Header {
        /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. */
        X_FORWARDED,
        /** RFC 7239. */
        FORWARDED
    }

    private static final HeaderName FOR = HeaderNames.create("X-Forwarded-For");
    private static final HeaderName PROTO = HeaderNames.create("X-Forwarded-Proto");
    private static final HeaderName HOST = HeaderNames.create("X-Forwarded-Host");
    private static final HeaderName FORWARDED = HeaderNames.create("Forwarded");
    private static final Pattern AUTHORITY = Pattern.compile("[0-9A-Za-z._\\-\\[\\]:]{1,255}");

    private final TrustedNetworks networks;
    private final Header header;

    /**
     * @param networks of the proxies, like {@code 10.0.0.0/8}; none: nobody's word counts
     * @param header the one that they write; the other could be anybody's
     */
    public Proxies(List<String> networks, Header header) {
        this.networks = TrustedNetworks.of(networks);
        this.header = header;
    }

    /** There are none. */
    public static Proxies none() {
        return new Proxies(List.of(), Header.X_FORWARDED);
    }

    /**
     * Where a request comes from.
     *
     * @param address of the client, as far as it is known
     * @param base by which the client reached us: scheme, host and port, without a slash at its end
     */
    public record Origin(String address, String base) {}

    public Origin of(ServerRequest request) {
        String peer = request.remotePeer().host();
        String scheme = request.isSecure() ? "https" : "http";
        var direct = new ForwardedHop("", scheme, request.authority());
        if (!trusts(peer)) return new Origin(peer, base(direct, direct));
        var hops = hops(request);
        int client = client(hops);
        String address = client < 0 ? peer : hops.get(client).address().orElse(peer);
        return new Origin(address, base(client < 0 ? direct : hops.get(client), direct));
    }

    /**
     * The hop whose sender is the client: the last that is no proxy of ours. What is before it, anybody may have written.
     *
     * @return its place; -1: nobody said where it comes from
     */
    int client(List<ForwardedHop> hops) {
        int known = -1;
        for (int i = hops.size() - 1; i >= 0; i--) {
            var address = hops.get(i).address();
            if (address.isEmpty()) break;
            known = i;
            if (!trusts(address.get())) break;
        }
        return known;
    }

    private boolean trusts(String address) {
        return ForwardedHop.literal(address).filter(networks::contains).isPresent();
    }

    private List<ForwardedHop> hops(ServerRequest request) {
        return switch (header) {
            case FORWARDED -> ForwardedHop.ofStandard(all(request, FORWARDED));
            case X_FORWARDED -> ForwardedHop.ofCustom(all(request, FOR), all(request, PROTO), all(request, HOST));
        };
    }

    private static List<String> all(ServerRequest request, HeaderName name) {
        return request.headers().all(name, List::of);
    }

    private static String base(ForwardedHop hop, ForwardedHop direct) {
        String scheme = Optional.of(hop.scheme().toLowerCase(Locale.ROOT))
                .filter(said -> said.equals("http") || said.equals("https"))
                .orElse(direct.scheme());
        String host = Optional.of(hop.host())
                .filter(said -> AUTHORITY.matcher(said).matches())
                .orElse(direct.host());
        return scheme + "://" + host;
    }
}
