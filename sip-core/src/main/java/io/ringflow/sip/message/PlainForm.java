package io.ringflow.sip.message;

import java.util.BitSet;
import java.util.Set;

/**
 * Tells of most requests, in a fraction of the time, that a strict parser takes them: whatever it needs is written in the
 * plain form that nearly every peer uses. Of any other form it says nothing, and the parser must be asked. Pure.
 */
public final class PlainForm {

    private static final Set<String> METHODS = Set.of("INVITE", "BYE", "CANCEL", "OPTIONS", "PRACK", "UPDATE", "INFO");
    private static final Set<String> BARE = Set.of("rport", "lr", "ob", "alias");
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MOST_DIGITS = 5;
    private static final int MAX_PORT = 65_535;
    private static final BitSet HOST = of(LETTERS_AND_DIGITS + "-.");
    private static final BitSet USER = of(LETTERS_AND_DIGITS + "-_.+*");
    private static final BitSet TOKEN = of(LETTERS_AND_DIGITS + "-_.");
    private static final BitSet CALL_ID = of(LETTERS_AND_DIGITS + "-_.:+!%*~/@");
    private static final BitSet DISPLAYED = of(LETTERS_AND_DIGITS + "-_.+ ");

    private PlainForm() {}

    /** Whether a request that the pre-parser accepted is surely sound; false means that it may be. */
    public static boolean isSure(MessageHead head) {
        if (!METHODS.contains(head.method())) return false;
        boolean contact = head.method().equals("INVITE");
        String target = head.requestUri();
        if (uri(target, 0) != target.length() || contact && head.count("contact") != 1) return false;
        for (var field : head.fields()) {
            boolean plain =
                    switch (field.name()) {
                        case "via" -> isVia(head.raw(field));
                        case "from", "to" -> isNameAddr(head.raw(field));
                        case "contact" -> !contact || isBare(head.raw(field)) || isNameAddr(head.raw(field));
                        case "call-id" -> isCallId(head.raw(field));
                        default -> true;
                    };
            if (!plain) return false;
        }
        return true;
    }

    /** {@code SIP/2.0/UDP host:port;name=value;name}. */
    private static boolean isVia(String value) {
        boolean ours = value.startsWith("UDP ", 8) || value.startsWith("TCP ", 8) || value.startsWith("TLS ", 8);
        if (!ours || !value.startsWith("SIP/2.0/")) return false;
        return parameters(value, hostPort(value, 12)) == value.length();
    }

    /** {@code "name" <sip:user@host:port;name=value>;name=value}, the name with or without quotes, or none. */
    private static boolean isNameAddr(String value) {
        int at = displayed(value);
        if (at < 0 || at >= value.length() || value.charAt(at) != '<') return false;
        int end = uri(value, at + 1);
        if (end < 0 || end >= value.length() || value.charAt(end) != '>') return false;
        return parameters(value, end + 1) == value.length();
    }

    /** {@code sip:user@host:port}. */
    private static boolean isBare(String value) {
        return value.indexOf(';') < 0 && uri(value, 0) == value.length();
    }

    private static boolean isCallId(String value) {
        int at = value.indexOf('@');
        return at != 0
                && at != value.length() - 1
                && at == value.lastIndexOf('@')
                && past(CALL_ID, value, 0) == value.length();
    }

    /** Where the angle bracket should stand; -1 for a name of another form. */
    private static int displayed(String value) {
        boolean quoted = value.startsWith("\"");
        int from = quoted ? 1 : 0;
        int end = past(DISPLAYED, value, from);
        if (!quoted) return end == 0 || value.charAt(0) != ' ' && value.charAt(end - 1) == ' ' ? end : -1;
        if (end >= value.length() || value.charAt(end) != '"') return -1;
        return end + 1 < value.length() && value.charAt(end + 1) == ' ' ? end + 2 : end + 1;
    }

    /** Past {@code sip:user@host:port;name=value} that begins there; -1 if none does. */
    private static int uri(String value, int from) {
        if (!value.startsWith("sip:", from)) return -1;
        int user = past(USER, value, from + 4);
        boolean named = user > from + 4 && user < value.length() && value.charAt(user) == '@';
        return parameters(value, hostPort(value, named ? user + 1 : from + 4));
    }

    private static int hostPort(String value, int from) {
        int end = past(HOST, value, from);
        if (end == from || !isLetterOrDigit(value.charAt(from)) || !isLetterOrDigit(value.charAt(end - 1))) return -1;
        if (end >= value.length() || value.charAt(end) != ':') return end;
        int digits = Hosts.digitsEnd(value, end + 1);
        return isPort(value, end + 1, digits) ? digits : -1;
    }

    private static boolean isPort(String value, int from, int to) {
        return to > from && to <= from + MOST_DIGITS && Integer.parseInt(value, from, to, 10) <= MAX_PORT;
    }

    /** Past all {@code ;name} and {@code ;name=value} that begin there, without a value only where that is usual; -1 for another form. */
    private static int parameters(String value, int from) {
        int at = from;
        while (at >= 0 && at < value.length() && value.charAt(at) == ';') {
            int end = past(TOKEN, value, at + 1);
            if (end == at + 1) return -1;
            if (end < value.length() && value.charAt(end) == '=') {
                int text = end + 1;
                end = past(TOKEN, value, text);
                if (end == text) return -1;
            } else if (!BARE.contains(value.substring(at + 1, end))) {
                return -1;
            }
            at = end;
        }
        return at;
    }

    private static int past(BitSet allowed, String value, int from) {
        int at = from;
        while (at < value.length() && allowed.get(value.charAt(at))) at++;
        return at;
    }

    private static boolean isLetterOrDigit(char c) {
        return TOKEN.get(c) && c != '-' && c != '_' && c != '.';
    }

    private static BitSet of(String characters) {
        var set = new BitSet(128);
        characters.chars().forEach(set::set);
        return set;
    }
}
