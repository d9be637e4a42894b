package io.ringflow.testkit.call;

import io.ringflow.testkit.sip.Ladder;
import io.ringflow.testkit.sip.SdpText;
import io.ringflow.testkit.sip.SipText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the caller sees: a line for each thing that happened, coloured where the terminal can. Any thread. */
final class Screen {
    private static final String DIM = "2";
    private static final String CYAN = "36";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final String BOLD = "1";

    private final PrintStream out;
    private final boolean colours;

    private volatile long originNanos;
    private volatile Duration firstSignal = Duration.ZERO;

    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** A screen on standard output, coloured when that is a terminal and nobody asked for none (no-color.org). */
    static Screen standard() {
        boolean wanted = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        boolean able =
                System.console() != null && System.console().isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Screen(System.out, wanted && able);
    }

    void title(String target, String from, String transport) {
        blank();
        print("  " + paint(BOLD, "Calling " + target) + paint(DIM, "  from " + from + " over " + transport));
        blank();
    }

    void signal(Ladder.Rung rung) {
        var message = rung.message();
        String arrow = rung.sent() ? "──▶" : "◀──";
        String colour = message.status() >= 300 ? RED : CYAN;
        String note = rung.again() ? "again" : note(message);
        if (originNanos == 0) {
            originNanos = System.nanoTime();
            firstSignal = rung.at();
        }
        line(
                rung.at().minus(firstSignal),
                paint(colour, arrow) + "  " + padded(title(rung), 36, colour) + paint(DIM, note));
    }

    void heard(Story.Change change) {
        String level =
                String.format(Locale.ROOT, "%.0f dBm0", change.levelDbm0()).replace('-', '−');
        switch (change.kind()) {
            case SPEECH -> sound(GREEN, "♪", "hearing speech", level);
            case NOISE -> sound(GREEN, "~", "hearing noise", level);
            case SILENCE -> sound(DIM, "·", "silence", "");
            case TONE ->
                sound(
                        GREEN,
                        "♪",
                        "tone " + change.tones().stream().map(String::valueOf).collect(Collectors.joining(" + "))
                                + " Hz",
                        level);
        }
    }

    void pressed(char key) {
        sound(YELLOW, "#", "pressed " + key, "");
    }

    void note(String text) {
        sound(DIM, "·", text, "");
    }

    void end(String how, boolean well) {
        blank();
        print("  " + paint(well ? BOLD : RED, how));
    }

    void fact(String name, String value) {
        print("    " + paint(DIM, String.format("%-10s", name)) + value);
    }

    void trouble(String what) {
        blank();
        print("  " + paint(RED, what));
        blank();
    }

    void blank() {
        print("");
    }

    private void sound(String colour, String sign, String what, String detail) {
        line(
                Duration.ofNanos(System.nanoTime() - originNanos),
                " " + paint(colour, sign + "   " + what) + (detail.isEmpty() ? "" : paint(DIM, "  " + detail)));
    }

    private void line(Duration at, String text) {
        print(paint(DIM, String.format(Locale.ROOT, "  %7.2f s", at.toMillis() / 1e3)) + "  " + text);
    }

    private String padded(String text, int width, String colour) {
        String filling = " ".repeat(Math.max(2, width - text.length()));
        return paint(colour, text) + filling;
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void print(String line) {
        synchronized (out) {
            out.println(line.stripTrailing());
            out.flush();
        }
    }

    private static String title(Ladder.Rung rung) {
        var message = rung.message();
        return message.isRequest() && !message.method().equals("INVITE") ? message.method() : rung.title();
    }

    private static String note(SipText message) {
        if (!message.header("Content-Type").contains("sdp")) {
            return message.find("Reason").orElse("");
        }
        var sdp = SdpText.parse(message.bodyText());
        String codecs =
                sdp.payloadTypes().stream().map(type -> codec(sdp, type)).collect(Collectors.joining(" "));
        var address = sdp.audioAddress();
        String direction = sdp.direction().equals("sendrecv") ? "" : " " + sdp.direction();
        return codecs + "  rtp " + address.getHostString() + ":" + address.getPort() + direction;
    }

    private static String codec(SdpText sdp, int type) {
        String map = "a=rtpmap:" + type + " ";
        return sdp.lines().stream()
                .filter(line -> line.startsWith(map))
                .map(line -> line.substring(map.length()).replaceFirst("/.*", ""))
                .map(name -> name.equals("telephone-event") ? "keys" : name)
                .findFirst()
                .orElse(type == 8 ? "PCMA" : type == 0 ? "PCMU" : "" + type);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
