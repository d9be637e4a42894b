package io.ringflow.media.sdp;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.sdp.Sdp.Attribute;
import io.ringflow.media.sdp.Sdp.Connection;
import io.ringflow.media.sdp.Sdp.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Text to {@link Sdp}. Used for one description, then dropped.
 *
 * <p>Lenient where senders differ without harm: line ends, blank lines, missing {@code o= s= t=}, lines unknown to us.
 * Strict about numbers and structure. Bounded in every count.
 */
public final class SdpReader {
    static final int MAX_LENGTH = 65_536;
    static final int MAX_MEDIA = 16;
    static final int MAX_FORMATS = 64;
    static final int MAX_ATTRIBUTES = 512;
    static final int MAX_PORT = 65_535;

    private final List<MediaDescription> media = new ArrayList<>();
    private final List<Attribute> sessionAttributes = new ArrayList<>();
    private Origin origin = Origin.NONE;
    private String sessionName = "-";
    private String timing = Sdp.UNBOUNDED;
    private Optional<Connection> sessionConnection = Optional.empty();
    private boolean versionSeen;
    private boolean timingSeen;
    private int attributeCount;
    private Optional<OpenMedia> open = Optional.empty();

    /** The media section being read: its lines so far. */
    private static final class OpenMedia {
        final MediaDescription head;
        final List<Attribute> attributes = new ArrayList<>();
        Optional<Connection> connection = Optional.empty();

        OpenMedia(MediaDescription head) {
            this.head = head;
        }

        MediaDescription close() {
            return new MediaDescription(
                    head.kind(), head.port(), head.protocol(), head.formats(), connection, attributes);
        }
    }

    private SdpReader() {}

    /** @throws MediaFailure BAD_DESCRIPTION */
    public static Sdp read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw bad("longer than " + MAX_LENGTH);
        }
        SdpReader reader = new SdpReader();
        int from = 0;
        while (from < text.length()) {
            int end = lineEnd(text, from);
            String line = text.substring(from, end).stripTrailing();
            if (!line.isEmpty()) {
                reader.line(line.charAt(0), line);
            }
            from = end + 1;
        }
        return reader.finish();
    }

    /** Of a line end of two characters the second ends a line that is empty, which means nothing. */
    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private void line(char type, String line) {
        if (line.length() < 2 || line.charAt(1) != '=' || type < 'a' || type > 'z') {
            throw bad("not a line of a description");
        }
        String value = line.substring(2);
        if (!versionSeen) {
            if (type != 'v' || !value.strip().equals("0")) {
                throw bad("does not begin with v=0");
            }
            versionSeen = true;
            return;
        }
        switch (type) {
            case 'v' -> throw bad("second v=");
            case 'o' -> origin = origin(value);
            case 's' -> sessionName = value.isBlank() ? "-" : value;
            case 't' -> timing(value);
            case 'c' -> connection(connectionOf(value));
            case 'a' -> attribute(value);
            case 'm' -> media(value);
            default -> {} // b= i= k= r= z= and later ones do not matter to us
        }
    }

    private Sdp finish() {
        if (!versionSeen) {
            throw bad("empty");
        }
        open.ifPresent(section -> media.add(section.close()));
        return new Sdp(origin, sessionName, sessionConnection, timing, sessionAttributes, media);
    }

    private static Origin origin(String value) {
        List<String> parts = tokens(value, "o=");
        if (parts.size() != 6) {
            throw bad("o= has " + parts.size() + " fields, not 6");
        }
        return new Origin(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
    }

    private void timing(String value) {
        List<String> parts = tokens(value, "t=");
        if (parts.size() != 2 || !digits(parts.get(0)) || !digits(parts.get(1))) {
            throw bad("t= is not two numbers");
        }
        if (!timingSeen) {
            timing = parts.get(0) + " " + parts.get(1);
            timingSeen = true;
        }
    }

    private void connection(Connection connection) {
        // several c= in one place are layers of multicast (RFC 8866 §5.7); the first stands for all
        if (open.isEmpty()) {
            sessionConnection = sessionConnection.or(() -> Optional.of(connection));
        } else {
            OpenMedia section = open.get();
            section.connection = section.connection.or(() -> Optional.of(connection));
        }
    }

    static Connection connectionOf(String value) {
        List<String> parts = tokens(value, "c=");
        if (parts.size() != 3) {
            throw bad("c= has " + parts.size() + " fields, not 3");
        }
        return new Connection(parts.get(0), parts.get(1), parts.get(2));
    }

    private void attribute(String value) {
        if (++attributeCount > MAX_ATTRIBUTES) {
            throw bad("more than " + MAX_ATTRIBUTES + " attributes");
        }
        int colon = value.indexOf(':');
        String name = (colon < 0 ? value : value.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        Attribute attribute =
                new Attribute(name, colon < 0 ? "" : value.substring(colon + 1).strip());
        open.map(section -> section.attributes).orElse(sessionAttributes).add(attribute);
    }

    private void media(String value) {
        open.ifPresent(section -> media.add(section.close()));
        if (media.size() == MAX_MEDIA) {
            throw bad("more than " + MAX_MEDIA + " m= lines");
        }
        List<String> parts = tokens(value, "m=");
        if (parts.size() < 4) {
            throw bad("m= has " + parts.size() + " fields, at least 4 are due");
        }
        if (parts.size() - 3 > MAX_FORMATS) {
            throw bad("more than " + MAX_FORMATS + " formats in one m= line");
        }
        String ports = parts.get(1);
        int slash = ports.indexOf('/');
        if (slash >= 0) {
            number(ports.substring(slash + 1), MAX_PORT, "number of ports");
            ports = ports.substring(0, slash);
        }
        open = Optional.of(new OpenMedia(new MediaDescription(
                parts.get(0),
                number(ports, MAX_PORT, "port"),
                parts.get(2),
                parts.subList(3, parts.size()),
                Optional.empty(),
                List.of())));
    }

    /** Words of visible ASCII, so that they can be written again. */
    static List<String> tokens(String value, String what) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= value.length(); i++) {
            char c = i == value.length() ? ' ' : value.charAt(i);
            if (c == ' ' || c == '\t') {
                if (start >= 0) {
                    words.add(value.substring(start, i));
                }
                start = -1;
            } else if (c < '!' || c > '~') {
                throw bad("character " + (int) c + " in " + what);
            } else if (start < 0) {
                start = i;
            }
        }
        return words;
    }

    static int number(String text, int max, String what) {
        if (!digits(text) || text.length() > 9) {
            throw bad(what + " is not a number");
        }
        int number = Integer.parseInt(text);
        if (number > max) {
            throw bad(what + " " + number + " is above " + max);
        }
        return number;
    }

    private static boolean digits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static MediaFailure bad(String why) {
        return new MediaFailure(Kind.BAD_DESCRIPTION, "session description: " + why);
    }
}
