package io.ringflow.sip.leg;

import io.ringflow.sip.CallTarget;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.message.UriParts;
import io.ringflow.sip.stack.InboundResponse;
import io.ringflow.sip.stack.NextHop;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the 3xx of one call lead, within what is allowed (RFC 3261 §8.1.3.4). Owned by the leg's lane. */
final class Redirection {
    private static final int MOST_CONTACTS = 10;

    private final CallTarget target;
    private final ListenAddress listener;
    private final Set<String> tried = new HashSet<>();
    private final Deque<Next> waiting = new ArrayDeque<>();
    private int followed;

    /** One more target. */
    record Next(String uri, InetSocketAddress hop) {}

    Redirection(CallTarget target, ListenAddress listener) {
        this.target = target;
        this.listener = listener;
        tried.add(target.uri());
    }

    /** The next target after this response, be it of an earlier one: best first, none twice. */
    Optional<Next> next(InboundResponse redirect) {
        if (followed >= target.redirects().most()) {
            return Optional.empty();
        }
        List<String> contacts = redirect.status() < 400 ? RequestRules.split(redirect.headers("Contact")) : List.of();
        contacts.stream()
                .limit(MOST_CONTACTS)
                .sorted(Comparator.comparingDouble(Redirection::preference).reversed())
                .map(contact -> UriParts.of(contact).uri())
                .filter(Redirection::isCallable)
                .map(uri -> new Next(uri, hop(uri)))
                .filter(next -> target.redirects().allowed().test(next.hop()) && tried.add(next.uri()))
                .forEach(waiting::addLast);
        Optional<Next> next = Optional.ofNullable(waiting.pollFirst());
        followed += next.isPresent() ? 1 : 0;
        return next;
    }

    /** With a route set the proxy goes on deciding; else the Contact's own address if it is allowed. */
    private InetSocketAddress hop(String uri) {
        if (!target.routes().isEmpty()) {
            return target.hop();
        }
        InetSocketAddress named = NextHop.choose(uri, listener, target.hop());
        return target.redirects().allowed().test(named) ? named : target.hop();
    }

    private static boolean isCallable(String uri) {
        return UriParts.of(uri).scheme().equals("sip") && uri.length() <= 1_024 && uri.indexOf('?') < 0;
    }

    /** q of RFC 3261 §20.10; 1 if there is none, 0 for nonsense. */
    private static double preference(String contact) {
        String q = Parameters.of(contact, "q").orElse("1");
        return q.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(q) : 0;
    }
}
