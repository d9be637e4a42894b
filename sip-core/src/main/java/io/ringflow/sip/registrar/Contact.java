package io.ringflow.sip.registrar;

import io.ringflow.sip.CallTarget;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.message.UriParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One value of the Contact header of a REGISTER (RFC 3261 §20.10). Pure.
 *
 * @param uri without brackets; {@code *} for all bindings
 * @param priority q, in thousandths
 * @param expires seconds that are asked for; empty if it does not say
 */
record Contact(String uri, int priority, OptionalLong expires) {
    static final String ALL = "*";

    private static final int HIGHEST = 1_000;
    /** RFC 3261 §10.2.1.1: what can't be read counts as an hour. */
    private static final long UNREADABLE = 3_600;
    /** RFC 3261 §19.1.4: they must be the same in both or in neither. */
    private static final Set<String> TELLING = Set.of("user", "ttl", "method", "maddr", "transport");

    /** All values of these lines; empty if one of them is no contact that could be called. */
    static Optional<List<Contact>> parse(List<String> lines) {
        List<Contact> contacts = new ArrayList<>();
        for (String line : lines) {
            for (int at = 0; at <= line.length(); ) {
                int end = Parameters.next(line, at, ',');
                Optional<Contact> contact = one(line.substring(at, end).strip());
                if (contact.isEmpty()) {
                    return Optional.empty();
                }
                contacts.add(contact.get());
                at = end + 1;
            }
        }
        return Optional.of(contacts);
    }

    private static Optional<Contact> one(String value) {
        boolean bracketed = value.indexOf('<') >= 0;
        int end = bracketed ? value.length() : Parameters.next(value, 0, ';');
        // RFC 3261 §20.10: a URI with a question mark stands in brackets
        if (!bracketed && value.indexOf('?') >= 0) {
            return Optional.empty();
        }
        String uri =
                bracketed ? UriParts.of(value).uri() : value.substring(0, end).strip();
        UriParts parts = UriParts.of(uri);
        boolean callable = parts.scheme().equals("sip") && !parts.host().isEmpty() && CallTarget.isUri(uri);
        if (!uri.equals(ALL) && !callable) {
            return Optional.empty();
        }
        String parameters = bracketed ? value : value.substring(end);
        return Optional.of(new Contact(uri, priority(parameters), seconds(Parameters.of(parameters, "expires"))));
    }

    /** The seconds of an Expires; an hour for what can't be read. */
    static OptionalLong seconds(Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String digits = text.get().strip();
        boolean readable = digits.matches("[0-9]{1,10}");
        return OptionalLong.of(readable ? Long.parseLong(digits) : UNREADABLE);
    }

    private static int priority(String parameters) {
        return Parameters.of(parameters, "q")
                .map(String::strip)
                .filter(q -> q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?"))
                .map(q -> (int) Math.round(Double.parseDouble(q) * HIGHEST))
                .orElse(HIGHEST);
    }

    boolean isAll() {
        return uri.equals(ALL);
    }

    /** Whether two URIs are the same by RFC 3261 §19.1.4. */
    static boolean same(String one, String other) {
        UriParts a = UriParts.of(one);
        UriParts b = UriParts.of(other);
        return a.scheme().equals(b.scheme())
                && a.unescapedUser().equals(b.unescapedUser())
                && a.host().equals(b.host())
                && a.port() == b.port()
                && headers(one).equals(headers(other))
                && agree(a, b)
                && agree(b, a);
    }

    private static boolean agree(UriParts a, UriParts b) {
        for (String parameter : a.parameters().split(";")) {
            String name = parameter.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
            Optional<String> there = b.parameter(name);
            boolean differs = there.isPresent()
                    ? !there.get().equalsIgnoreCase(a.parameter(name).orElse(""))
                    : TELLING.contains(name);
            if (!name.isEmpty() && differs) {
                return false;
            }
        }
        return true;
    }

    private static String headers(String uri) {
        int question = uri.indexOf('?', Math.max(0, uri.lastIndexOf('@')));
        return question < 0 ? "" : uri.substring(question);
    }
}
