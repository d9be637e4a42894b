import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A small switchboard: a message is recorded and played back, a colleague is called in, conferences are opened and
 * joined, a number is called. One file, nothing but a JDK (21 or later). The same application stands beside this one in
 * Node.js and PHP.
 *
 * <pre>
 *   java Switchboard.java     listens on http://127.0.0.1:9000
 * </pre>
 *
 * Settings come from the environment; what they are is in ../README.md. No state is kept: the URL that is asked says
 * where in the flow a call is.
 */
public final class Switchboard {

    private static final String COLLEAGUE = setting("COLLEAGUE", "13800138000");
    private static final String REST_ROOT = setting("REST_ROOT", "");
    private static final String REST_SID = setting("REST_SID", "");
    private static final String REST_TOKEN = setting("REST_TOKEN", "");

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final Pattern STATUS_CODE = Pattern.compile("<statusCode>(\\d+)<");

    private final HttpClient http = HttpClient.newHttpClient();

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(setting("PORT", "9000"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", new Switchboard()::handle);
        server.start();
        System.out.println("the switchboard is served at http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String answer(String place, Map<String, String> call) {
        return switch (place) {
            // A call has arrived, or (direction 1) somebody whom we had called has answered.
            case "startservice" -> call.get("direction").equals("1")
                    ? say("This is the switchboard. Somebody wanted you to be called. Goodbye.") + "<Hangup/>"
                    : menu();

            case "menu" -> menu();

            // A key was pressed in the menu: digits.
            case "chosen" -> chosen(call.get("digits"));

            // A message is on the disk: recordid, recordurl, recordduration.
            case "recorded" -> """
                    %s
                    <Play isrecord="true">%s</Play>
                    <Redirect>menu</Redirect>
                    """.formatted(say("You said:"), escape(call.get("recordid")));

            // A conference is there: confid. It is told digit by digit, for others to join.
            case "opened" -> """
                    <PlayMix type="50" lang="en-US">The number of your conference is;%1$s</PlayMix>
                    <Redirect>join?number=%1$s</Redirect>
                    """.formatted(escape(call.get("confid")));

            // The number of a conference was typed (digits), or is known.
            case "join" -> """
                    <JoinConf confid="%s" quiturl="menu"/>
                    %s
                    <Redirect>menu</Redirect>
                    """.formatted(
                            escape(call.getOrDefault("number", call.get("digits"))),
                            say("There is no such conference."));

            // A member of a conference pressed a key. The star leaves it: the flow goes on where quiturl says.
            case "key" -> keyPressed(call);

            // A number to be called was typed, with the hash that ended it.
            case "dial" -> dial(call);

            // The call is over (stopservice): callduration, errorcode … Nothing to do but to remember it.
            default -> "<CmdNone/>";
        };
    }

    private static String menu() {
        return """
                <Get action="chosen" numdigits="1" timeout="10">%s</Get>
                %s
                <Hangup/>
                """.formatted(
                        say("Press 1 to leave a message, 2 to speak with a colleague, 3 to open a conference, "
                                + "4 to join one, 5 to have a number called."),
                        say("Goodbye."));
    }

    /** What the keys of the menu lead to. */
    private static String chosen(String digits) {
        return switch (digits) {
            case "1" -> """
                    <Record action="recorded" maxlength="60" timeout="5" finishkey="#">%s</Record>
                    %s
                    <Redirect>menu</Redirect>
                    """.formatted(
                            say("Speak after the tone, and press hash when you are done."),
                            say("Nothing was recorded."));

            case "2" -> """
                    <ConsultationCall number="%s" timeout="30" hangupurl="menu">%s</ConsultationCall>
                    %s
                    <Redirect>menu</Redirect>
                    """.formatted(
                            escape(COLLEAGUE), say("Please hold the line.", "loop=\"-1\""), say("Nobody answers."));

            case "3" -> """
                    <CreateConf action="opened" maxmember="8" shortconf="true" dtmfreporturl="key"/>
                    %s
                    <Redirect>menu</Redirect>
                    """.formatted(say("No conference can be opened now."));

            case "4" -> """
                    <Get action="join" numdigits="8" timeout="20">%s</Get>
                    <Redirect>menu</Redirect>
                    """.formatted(say("Type the eight digits of the conference."));

            case "5" -> """
                    <Get action="dial" numdigits="16" finishkey="#" timeout="20">%s</Get>
                    <Redirect>menu</Redirect>
                    """.formatted(say("Type the number, then hash."));

            default -> menu();
        };
    }

    private String keyPressed(Map<String, String> call) {
        if (call.get("digits").equals("*")) {
            ask("ivr/conf", call.get("appid"), "<QuitConf confid=\"%s\" callid=\"%s\"/>"
                    .formatted(escape(call.get("confid")), escape(call.get("callid"))));
        }
        return "<CmdNone/>";
    }

    private String dial(Map<String, String> call) {
        String number = call.get("digits").replace("#", "");
        String code = ask("ivr/dial", call.get("appid"), "<Dial number=\"%s\"/>".formatted(escape(number)));
        return say(code.equals("000000") ? "The number is being called." : "The number can not be called.")
                + "<Redirect>menu</Redirect>";
    }

    /** Asks something of the server, signed as the dialect wants it; its statusCode, or nothing. */
    private String ask(String path, String appId, String operation) {
        // Local time, which must be that of the server's rest.time-zone.
        String now = TIMESTAMP.format(LocalDateTime.now());
        String sig = md5(REST_SID + REST_TOKEN + now);
        var uri = URI.create("%s/Accounts/%s/%s?sig=%s".formatted(REST_ROOT, REST_SID, path, sig));
        byte[] credentials = (REST_SID + ":" + now).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(3))
                .header("Accept", "application/xml")
                .header("Content-Type", "application/xml;charset=utf-8")
                .header("Authorization", Base64.getEncoder().encodeToString(credentials))
                .POST(BodyPublishers.ofString("<Request><Appid>%s</Appid>%s</Request>".formatted(appId, operation)))
                .build();
        try {
            String body = http.send(request, BodyHandlers.ofString()).body();
            System.out.println("asked " + path + " " + operation + ": " + body);
            var code = STATUS_CODE.matcher(body);
            return code.find() ? code.group(1) : "";
        } catch (IOException | InterruptedException problem) {
            System.out.println("asked " + path + " " + operation + ": " + problem);
            return "";
        }
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String say(String text) {
        return say(text, "");
    }

    private static String say(String text, String attributes) {
        return "<PlayTTS lang=\"en-US\" %s>%s</PlayTTS>".formatted(attributes, escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String place = exchange.getRequestURI().getPath().replaceAll("^/+|/+$", "");
            var call = parameters(exchange.getRequestURI().getRawQuery());
            System.out.println(call.getOrDefault("callid", "") + " " + place + " ?" + exchange.getRequestURI().getQuery());
            String document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n" + answer(place, call) + "</Response>\n";
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        if (query == null) return parameters;
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 0) continue;
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            parameters.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8), value);
        }
        return parameters;
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
