package io.ringflow.sip.registrar;

import io.ringflow.sip.message.Hosts;
import io.ringflow.sip.message.UriParts;
import io.ringflow.sip.registrar.RegistrarObserver.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one REGISTER wants of an account's bindings (RFC 3261 §10.3, steps 6 and 7). Pure.
 *
 * @param contacts as they stand in it; none only asks
 * @param expires its Expires header, for contacts that do not say
 * @param sample what a binding made by it has besides its contact; its peer is where the REGISTER came from
 * @param symmetric whether the telephone listens where it sends from (RFC 3581): it may not say so over UDP
 */
record Registration(
        List<Contact> contacts, OptionalLong expires, Binding sample, boolean symmetric, RegistrarSettings settings) {

    private static final int DEFAULT_PORT = 5060;

    /** All, or nothing and the reason why. */
    sealed interface Result {
        record Changed(List<Binding> bindings) implements Result {}

        record Refused(int status, Outcome outcome) implements Result {}
    }

    boolean onlyAsks() {
        return contacts.isEmpty();
    }

    /** The account's bindings after it. */
    Result applied(List<Binding> present, Instant now) {
        if (contacts.stream().anyMatch(Contact::isAll)) {
            return removeAll(present);
        }
        List<Binding> bindings = new ArrayList<>(present);
        for (Contact contact : contacts) {
            long seconds =
                    contact.expires().orElse(expires.orElse(settings.usual().toSeconds()));
            if (seconds > 0 && seconds < settings.shortest().toSeconds()) {
                return new Result.Refused(423, Outcome.TOO_BRIEF);
            }
            if (contradicts(present, contact)) {
                return outOfOrder();
            }
            bindings.removeIf(binding -> means(contact, binding));
            if (seconds > 0) {
                bindings.add(made(
                        contact,
                        now.plusSeconds(Math.min(seconds, settings.longest().toSeconds()))));
            }
        }
        // Who was refreshed longest ago stands first; those of this request stand last.
        int tooMany = Math.max(0, bindings.size() - settings.contacts());
        return contacts.size() > settings.contacts()
                ? new Result.Refused(403, Outcome.REFUSED)
                : new Result.Changed(List.copyOf(bindings.subList(tooMany, bindings.size())));
    }

    private Result removeAll(List<Binding> present) {
        if (contacts.size() != 1 || expires.orElse(-1) != 0) {
            return new Result.Refused(400, Outcome.REFUSED);
        }
        return present.stream().anyMatch(this::isNewerThanThis) ? outOfOrder() : new Result.Changed(List.of());
    }

    private boolean contradicts(List<Binding> present, Contact contact) {
        return present.stream().filter(binding -> means(contact, binding)).anyMatch(this::isNewerThanThis);
    }

    /**
     * Whether that is the same telephone. A contact behind a NAT may also be another telephone behind another NAT, where
     * private addresses are the same: then client or public address tell them apart.
     */
    private boolean means(Contact contact, Binding binding) {
        if (!Contact.same(binding.contact(), contact.uri())) {
            return false;
        }
        InetAddress source = sample.peer().getAddress();
        return UriParts.of(contact.uri()).host().equals(Hosts.literal(source))
                || binding.callId().equals(sample.callId())
                || binding.peer().getAddress().equals(source);
    }

    /** Of the same client, and not older: an earlier REGISTER overtook this one, or it is sent again. */
    private boolean isNewerThanThis(Binding binding) {
        return binding.callId().equals(sample.callId()) && binding.cseq() >= sample.cseq();
    }

    private static Result outOfOrder() {
        return new Result.Refused(500, Outcome.REFUSED);
    }

    private Binding made(Contact contact, Instant until) {
        return new Binding(
                sample.account(),
                contact.uri(),
                contact.priority(),
                sample.callId(),
                sample.cseq(),
                until,
                sample.transport(),
                sample.local(),
                symmetric ? sample.peer() : listening(contact),
                sample.path(),
                sample.agent());
    }

    /** The port that its contact names, but at no other host than its own: calls are sent to nobody who did not ask. */
    private InetSocketAddress listening(Contact contact) {
        UriParts uri = UriParts.of(contact.uri());
        InetAddress source = sample.peer().getAddress();
        boolean own = uri.host().equals(Hosts.literal(source)) && uri.port() != 0 && uri.port() <= 65_535;
        return own ? new InetSocketAddress(source, uri.port() < 0 ? DEFAULT_PORT : uri.port()) : sample.peer();
    }

    /** Those to call first stand first: by q, then those that were refreshed last. */
    static List<Binding> inOrder(List<Binding> bindings) {
        return bindings.reversed().stream()
                .sorted(Comparator.comparingInt(Binding::priority).reversed())
                .toList();
    }
}
