package io.ringflow.bench.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The application of the benchmarks, as cheap as can be: canned documents over HTTP/1.1 with connections kept. It runs in
 * a process of its own, so that what it costs is no cost of the server's.
 */
final class Application implements AutoCloseable {

    /** Numbers it answers for, by the path of its URL. */
    static final Map<String, String> NUMBERS = Map.of(
            "prompt", "1000", "menu", "2000", "slow", "3000", "journey", "4000", "centre", "5000", "intercom", "6000");

    private static final Duration SLOW = Duration.ofSeconds(4);
    private static final byte[] PROMPT = HttpAnswers.document("<Play loop=\"-1\">prompt.wav</Play>");
    private static final byte[] FIRST_MENU = HttpAnswers.document(menu("second", "a.wav"));
    private static final byte[] SECOND_MENU = HttpAnswers.document(menu("first", "b.wav"));
    private static final byte[] JOURNEY =
            HttpAnswers.document("<Get action=\"chosen\" numdigits=\"1\" timeout=\"10\"><Play>short.wav</Play></Get>");
    private static final byte[] GOODBYE = HttpAnswers.document("<Hangup/>");
    private static final byte[] NOTHING = HttpAnswers.document("<CmdNone/>");

    private final HttpAnswers http = new HttpAnswers(Application::answerInTime);

    Application() throws IOException {}

    /** Tells its port on standard output, lives until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (var application = new Application()) {
            System.out.println(application.port());
            while (System.in.read() >= 0) {}
        }
    }

    int port() {
        return http.port();
    }

    /** Further numbers of an application, which they follow. */
    static final int MORE_NUMBERS = 2;

    /** One of its numbers: 0 is the first. */
    static String number(String path, int which) {
        return Integer.toString(Integer.parseInt(NUMBERS.get(path)) + which);
    }

    /** The id that one of them has. */
    static String id(String path) {
        return "0".repeat(28) + NUMBERS.get(path);
    }

    private static String menu(String next, String prompt) {
        return "<Get action=\"" + next + "\" numdigits=\"1\" timeout=\"60\"><Play loop=\"-1\">" + prompt
                + "</Play></Get>";
    }

    private static byte[] answerInTime(HttpAnswers.Question asked) throws InterruptedException {
        if (asked.target().startsWith("/slow/startservice")) Thread.sleep(SLOW);
        return answerTo(asked.target());
    }

    /** @param target of a request line, as in {@code /menu/startservice?callid=1} */
    static byte[] answerTo(String target) {
        return switch (HttpAnswers.place(target)) {
            case "/prompt/startservice", "/slow/startservice" -> PROMPT;
            case "/menu/startservice", "/menu/first" -> FIRST_MENU;
            case "/menu/second" -> SECOND_MENU;
            case "/journey/startservice" -> JOURNEY;
            case "/journey/chosen" -> GOODBYE;
            default -> NOTHING;
        };
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
