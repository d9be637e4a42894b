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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A small call centre: callers are greeted and wait with music, agents are called on their telephones, who finds nobody
 * leaves a message, who has talked gives a mark. Agents without a PIN are on duty from the start and ready again after each
 * talk; those with one log on at a desktop in the browser. One file, nothing but a JDK (21 or later). The same application
 * stands beside this one in Node.js.
 *
 * <pre>
 *   java CallCentre.java     listens on http://127.0.0.1:9000, the desktop is http://127.0.0.1:9000/desktop/
 * </pre>
 *
 * Settings come from the environment; what they are is in ../README.md.
 */
public final class CallCentre {

    private static final String API_ROOT = setting("API_ROOT", "http://127.0.0.1:8883");
    private static final String API_KEY = setting("API_KEY", "");
    private static final String QUEUE = setting("QUEUE", "1");
    private static final String MUSIC = setting("MUSIC", "hold.wav");

    private static final List<String> SUPERVISORS = List.of(setting("SUPERVISORS", "").split(","));

    private static final Pattern AGENT = Pattern.compile("([0-9]{4})(?::([0-9]+))?=(\\S+)");
    /** Started here, or at the root of the repository. */
    private static final Path PAGE = Path.of(
            Files.exists(Path.of("../agent-desktop")) ? ".." : "docs/examples", "agent-desktop/index.html");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Agent> agents = agents(setting("AGENTS", "1001=1001"));
    /** From the desktop's cookie to the agent's id. */
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    /** Id of our application. */
    private volatile String application = "";

    /** Those with a PIN use the desktop. */
    private record Agent(String number, String pin) {}

    /** What the server, or we, answered. */
    private record Answer(int status, String body) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int port = Integer.parseInt(setting("PORT", "9000"));
        var centre = new CallCentre();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", centre::serveFlow);
        server.createContext("/desktop/", centre::serveDesktop);
        server.start();
        System.out.println("the call centre is served at http://127.0.0.1:" + server.getAddress().getPort());
        while (!centre.prepared()) Thread.sleep(1_000);
    }

    // ---- the flow of a call: the server asks, the answer says what is next

    private String answer(String place, Map<String, String> call) {
        return switch (place) {
            case "startservice" -> say("Welcome. You will be connected with the next agent.") + "<Redirect>queue</Redirect>";

            // One round of 60 seconds; then what follows EnterCCS runs, as it does when nobody is on duty.
            case "queue" -> """
                    <EnterCCS queuetype="%s" timeout="60" quiturl="message" agenthangupurl="rate">
                      <Play loop="-1">%s</Play>
                    </EnterCCS>
                    <Redirect>message</Redirect>
                    """.formatted(QUEUE, escape(MUSIC));

            // Nobody was free, or the caller left the queue by a key.
            case "message" -> """
                    <Record action="recorded" maxlength="120" timeout="5" finishkey="#">%s</Record>
                    <Hangup/>
                    """.formatted(say("No agent is free. Please leave a message after the tone."));

            case "recorded" -> {
                System.out.println("message from " + call.get("callid") + ": " + call.get("recordurl"));
                yield say("Thank you. We will call you back.") + "<Hangup/>";
            }

            // The agent has ended the talk; the caller is still there.
            case "rate" -> """
                    <Get action="rated" numdigits="1" timeout="10">%s</Get>
                    <Hangup/>
                    """.formatted(say("How was it? Press 1 to 5, 5 is best."));

            case "rated" -> {
                System.out.println("mark of " + call.get("callid") + ": " + call.get("digits"));
                yield say("Thank you for your call.") + "<Hangup/>";
            }

            // An agent came into another state: 0 preparing, 1 ready, 2 called, 3 talking, 4 has not taken the call. After
            // a call it is 0: who has no desktop to say so at is ready again by the answer.
            case "agentstate" -> mayBeReady(call)
                    ? "<AgentReady agentid=\"%s\" state=\"true\"/>".formatted(escape(call.get("agentid")))
                    : "<CmdNone/>";

            // The call is over (stopservice), or a notification that needs no answer.
            default -> "<CmdNone/>";
        };
    }

    private boolean mayBeReady(Map<String, String> change) {
        var agent = agents.get(change.getOrDefault("agentid", ""));
        boolean desktop = agent != null && !agent.pin().isEmpty();
        return "0".equals(change.get("agentstate")) && change.containsKey("callid") && !desktop;
    }

    private void serveFlow(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String place = exchange.getRequestURI().getPath().replaceAll("^/+|/+$", "");
            var call = parameters(exchange.getRequestURI().getRawQuery());
            System.out.println(call.getOrDefault("callid", "") + " " + place + " ?" + exchange.getRequestURI().getQuery());
            send(exchange, 200, "text/xml; charset=utf-8",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n" + answer(place, call) + "</Response>\n");
        }
    }

    // ---- the server's JSON interface

    private Answer api(String method, String place, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(API_ROOT + "/v1" + place))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + API_KEY);
        if (body.isEmpty()) request.method(method, BodyPublishers.noBody());
        else request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private String own(String place) {
        return "/applications/" + application + place;
    }

    /** The queue, and the agents that have no desktop. All of it may be there already: the server keeps it. */
    private boolean prepared() {
        try {
            application = member(done(api("GET", "/applications?limit=1", "")).body(), "applicationId");
            doneOrThere(api("POST", own("/queues"), """
                    {"queue":"%s","settings":{"name":"Service","wrapUpSeconds":15,"autoReady":true}}""".formatted(QUEUE)));
            for (var one : agents.entrySet()) {
                if (one.getValue().pin().isEmpty()) doneOrThere(onDuty(one.getKey(), true));
            }
            System.out.println("queue " + QUEUE + " is there, on duty: " + done(api("GET", own("/agents"), "")).body());
            return true;
        } catch (IOException | IllegalStateException problem) {
            System.out.println("the server does not take orders yet: " + problem.getMessage());
            return false;
        }
    }

    private Answer onDuty(String id, boolean ready) throws IOException {
        return api("POST", own("/agents"), """
                {"agentId":"%s","number":"%s","queues":[{"queue":"%s"}],"ready":%s}"""
                .formatted(id, agents.get(id).number(), QUEUE, ready));
    }

    private static Answer done(Answer answer) {
        if (answer.status() < 300) return answer;
        throw new IllegalStateException(answer.body());
    }

    private static void doneOrThere(Answer answer) {
        if (answer.status() != 409) done(answer);
    }

    // ---- the agents' desktop: what its page asks, and nothing else, is asked of the server with our key

    private void serveDesktop(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readNBytes(10_000), StandardCharsets.UTF_8);
            String place = exchange.getRequestURI().getPath().substring("/desktop/".length());
            String what = exchange.getRequestMethod() + " " + place;
            if (what.equals("GET ")) {
                page(exchange);
                return;
            }
            // Another site's page can't send this type.
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            boolean allowed = exchange.getRequestMethod().equals("GET") || "application/json".equals(type);
            String token = token(exchange);
            String id = sessions.getOrDefault(token, "");
            if (!allowed) json(exchange, problem(415, "No JSON."));
            else if (what.equals("POST logon")) logOn(exchange, body);
            else if (id.isEmpty()) json(exchange, problem(401, "Please log on."));
            else if (what.equals("GET events")) events(exchange, id);
            else if (what.equals("POST logoff")) {
                sessions.remove(token);
                json(exchange, api("DELETE", own("/agents/" + id), ""));
            } else json(exchange, asked(what, id, body));
        }
    }

    private Answer asked(String what, String id, String body) throws IOException {
        return switch (what) {
            case "GET me" -> api("GET", own("/agents/" + id), "");
            case "GET floor" -> floor(SUPERVISORS.contains(id));
            case "POST ready" -> api("POST", own("/agents/" + id + "/ready"),
                    "{\"ready\":" + body.contains("true") + "}");
            case "POST call" -> api("POST", own("/agents/" + id + "/calls"),
                    "{\"number\":\"" + dialled(body, "number") + "\"}");
            case "POST supervise" -> supervise(id, member(body, "agent"), member(body, "mode"));
            default -> ofTheCall(what, id, body);
        };
    }

    private Answer ofTheCall(String what, String id, String body) throws IOException {
        String call = callOf(id);
        if (call.isEmpty()) return problem(409, "There is no call.");
        String talk = "/calls/" + call + "/talk";
        return switch (what) {
            case "POST transfer" -> api("POST", "/calls/" + call + "/transfer", whom(body));
            // The caller goes on at `rate`: agenthangupurl.
            case "POST end" -> api("POST", "/calls/" + call + "/service-end", "{\"agentId\":\"" + id + "\"}");

            // Each of these is answered with who is in the talk.
            case "GET talk" -> api("GET", talk, "");
            case "POST hold" -> api(body.contains("true") ? "POST" : "DELETE", talk + "/hold", "");
            case "POST consult" -> api("POST", talk + "/consultation", whom(body));
            case "POST back" -> api("DELETE", talk + "/consultation", "");
            case "POST three-way" -> api("POST", talk + "/three-way", "");
            default -> problem(404, "There is no such thing.");
        };
    }

    private Answer floor(boolean supervisor) throws IOException {
        var queues = api("GET", own("/queues?limit=200"), "");
        var all = api("GET", own("/agents?limit=200"), "");
        if (queues.status() != 200 || all.status() != 200) return problem(502, "The server does not say.");
        // With whom the others talk is for supervisors.
        String told = supervisor ? all.body() : all.body().replaceAll("\"(callId|customer|number)\":\"[^\"]*\",", "");
        return new Answer(200,
                "{\"supervisor\":%s,\"queues\":%s,\"agents\":%s}".formatted(supervisor, queues.body(), told));
    }

    /** @param agent whose talk; empty: the one that this supervisor is in */
    private Answer supervise(String id, String agent, String mode) throws IOException {
        if (!SUPERVISORS.contains(id)) return problem(403, "You supervise nobody.");
        if (!agent.isEmpty() && !agents.containsKey(agent)) return problem(404, "There is no such agent.");
        String call = callOf(agent.isEmpty() ? id : agent);
        if (call.isEmpty()) return problem(409, "There is no call.");
        String place = "/calls/" + call + "/talk/supervisors";
        if (mode.equals("off")) return api("DELETE", place + "/" + id, "");
        return api("POST", place, "{\"agentId\":\"%s\",\"mode\":\"%s\"}".formatted(id, mode));
    }

    private String callOf(String id) throws IOException {
        return member(api("GET", own("/agents/" + id), "").body(), "callId");
    }

    /** An agent, or a number. */
    private static String whom(String body) {
        String to = dialled(body, "to");
        return "{\"%s\":\"%s\"}".formatted(to.matches("[0-9]{4}") ? "agentId" : "number", to);
    }

    private void logOn(HttpExchange exchange, String body) throws IOException {
        String id = member(body, "agent");
        var agent = agents.get(id);
        if (agent == null || agent.pin().isEmpty() || !same(agent.pin(), member(body, "pin"))) {
            json(exchange, problem(403, "Agent or PIN is wrong."));
            return;
        }
        var answer = onDuty(id, false);
        if (answer.status() >= 300 && answer.status() != 409) {
            json(exchange, answer);
            return;
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        sessions.put(token, id);
        exchange.getResponseHeaders().set("Set-Cookie", "desk=" + token + "; HttpOnly; SameSite=Strict; Path=/desktop/");
        json(exchange, new Answer(200, "{}"));
    }

    /** The server's events of this agent, handed on as they come. */
    private void events(HttpExchange exchange, String id) throws IOException {
        var request = HttpRequest.newBuilder(
                        URI.create(API_ROOT + "/v1/events?application=" + application + "&agentId=" + id))
                .header("Authorization", "Bearer " + API_KEY);
        String seen = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        if (seen != null) request.header("Last-Event-ID", seen);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            try (var from = answer.body()) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                exchange.sendResponseHeaders(answer.statusCode(), 0);
                var to = exchange.getResponseBody();
                byte[] some = new byte[8_192];
                for (int read = from.read(some); read > 0; read = from.read(some)) {
                    to.write(some, 0, read);
                    to.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:");
        send(exchange, 200, "text/html; charset=utf-8", Files.readString(PAGE));
    }

    // ---- what is around it

    /** {@code 1001=13800138001,2001:4711=13800138002}: ids, PINs of those with a desktop, numbers. */
    private static Map<String, Agent> agents(String text) {
        var agents = new LinkedHashMap<String, Agent>();
        for (String one : text.split(",")) {
            var match = AGENT.matcher(one.strip());
            if (!match.matches()) throw new IllegalArgumentException("AGENTS: " + one + " is not id=number or id:pin=number");
            String pin = match.group(2) == null ? "" : match.group(2);
            agents.put(match.group(1), new Agent(match.group(3), pin));
        }
        return agents;
    }

    /** A text of an object, the first of that name; a JDK has no more of JSON. */
    private static String member(String json, String name) {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    private static String dialled(String json, String name) {
        return member(json, name).replaceAll("[^0-9+*#]", "");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(HttpExchange exchange) {
        String cookies = exchange.getRequestHeaders().getFirst("Cookie");
        var found = Pattern.compile("(?:^|; )desk=([0-9a-f]+)").matcher(cookies == null ? "" : cookies);
        return found.find() ? found.group(1) : "";
    }

    private static Answer problem(int status, String detail) {
        return new Answer(status, "{\"detail\":\"" + detail + "\"}");
    }

    private static void json(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean empty = answer.body().isEmpty();
        send(exchange, empty ? 200 : answer.status(), "application/json", empty ? "{}" : answer.body());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    private static String say(String text) {
        return "<PlayTTS lang=\"en-US\">" + escape(text) + "</PlayTTS>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
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
