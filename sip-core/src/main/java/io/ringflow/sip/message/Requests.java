package io.ringflow.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes requests inside a dialog (RFC 3261 §12.2.1.1). */
public final class Requests {

    private Requests() {}

    /**
     * Request-URI and Route headers as the route set wants them.
     *
     * @param uri Request-URI
     * @param routes Route values in order
     * @param nextHop where the request goes first
     */
    public record Target(String uri, List<String> routes, String nextHop) {

        /** Loose routing keeps the target; a strict router's own URI takes its place (RFC 3261 §12.2.1.1). */
        public static Target of(String remoteTarget, List<String> routeSet) {
            String target = UriParts.of(remoteTarget).uri();
            if (routeSet.isEmpty()) {
                return new Target(target, List.of(), target);
            }
            UriParts first = UriParts.of(routeSet.getFirst());
            if (first.parameter("lr").isPresent()) {
                return new Target(target, List.copyOf(routeSet), first.uri());
            }
            var routes = new ArrayList<>(routeSet.subList(1, routeSet.size()));
            routes.add("<" + target + ">");
            return new Target(first.uri(), List.copyOf(routes), first.uri());
        }
    }

    /** Lines of a head; values lose their line ends, so that none can add a line of its own. */
    public static final class Head {
        private final StringBuilder text = new StringBuilder(768);

        public Head(String startLine) {
            text.append(oneLine(startLine)).append("\r\n");
        }

        public Head line(String name, String value) {
            text.append(oneLine(name)).append(": ").append(oneLine(value)).append("\r\n");
            return this;
        }

        public byte[] with(byte[] body) {
            var out = new ByteArrayOutputStream(text.length() + body.length + 24);
            line("Content-Length", Integer.toString(body.length));
            out.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            out.writeBytes(body);
            return out.toByteArray();
        }

        private static String oneLine(String value) {
            return value.replace('\r', ' ').replace('\n', ' ');
        }
    }
}
