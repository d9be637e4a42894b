package io.ringflow.ivr.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Chromium without a screen that shows one page, led by its DevTools protocol (Debian's package {@code chromium}). Owned by
 * the test's thread; closing ends the process.
 */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger ids = new AtomicInteger();
    private final ConcurrentHashMap<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path directory;
    private final WebSocket page;

    private Browser(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        try {
            this.page = http.newWebSocketBuilder()
                    .buildAsync(pageSocket(), new Answers())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the browser can not be led: " + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @param directory an empty one, for all that it writes */
    static Browser open(Path directory) throws IOException {
        Files.createDirectories(directory);
        var builder = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-extensions",
                        "--disable-sync",
                        "--no-first-run",
                        "--mute-audio",
                        "--lang=en",
                        "--window-size=1100,800",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        return new Browser(builder.start(), directory);
    }

    /** Goes to a page, and waits until it is there. */
    void goTo(URI uri) {
        ask("Page.enable", JSON.createObjectNode());
        ask("Page.navigate", JSON.createObjectNode().put("url", uri.toString()));
        Eventually.within(
                PATIENCE,
                () -> run("location.href").equals(uri.toString())
                        && run("document.readyState").equals("complete"),
                "the page is there");
    }

    /** What a piece of JavaScript comes to, as text; a promise is awaited. */
    String run(String script) {
        var order = JSON.createObjectNode()
                .put("expression", script)
                .put("awaitPromise", true)
                .put("returnByValue", true);
        var answer = ask("Runtime.evaluate", order);
        if (answer.has("exceptionDetails")) throw new AssertionError(script + ": " + answer);
        return answer.path("result").path("value").asText();
    }

    /** Text of an element as it is shown; empty when it is not. */
    String text(String id) {
        return run(
                "(() => { const it = document.getElementById('%s'); return it.checkVisibility() ? it.innerText : ''; })()"
                        .formatted(id));
    }

    void types(String id, String text) {
        click("#" + id);
        run("document.getElementById('%s').value = ''".formatted(id));
        ask("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    /** Clicks in the middle of the first that a selector finds, where somebody with a mouse would. */
    void click(String selector) {
        String place = run("""
                (() => {
                  const it = document.querySelector('%s');
                  it.scrollIntoView({ block: 'center', behavior: 'instant' });
                  const box = it.getBoundingClientRect();
                  return [box.x + box.width / 2, box.y + box.height / 2].join(' ');
                })()""".formatted(selector));
        String[] parts = place.split(" ");
        for (String what : List.of("mousePressed", "mouseReleased")) {
            ask(
                    "Input.dispatchMouseEvent",
                    JSON.createObjectNode()
                            .put("type", what)
                            .put("x", Double.parseDouble(parts[0]))
                            .put("y", Double.parseDouble(parts[1]))
                            .put("button", "left")
                            .put("clickCount", 1));
        }
    }

    /** What it looks like, as PNG. */
    void paint(Path file) {
        try {
            String data = ask("Page.captureScreenshot", JSON.createObjectNode())
                    .path("data")
                    .asText();
            Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode ask(String method, ObjectNode parameters) {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        var order = JSON.createObjectNode().put("id", id).put("method", method);
        order.set("params", parameters);
        try {
            page.sendText(order.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " is not answered: " + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Puts answers together and hands them to whoever asked. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        private void take(String message) {
            try {
                var told = JSON.readTree(message);
                var waiting = asked.remove(told.path("id").asInt());
                if (waiting == null) return;
                if (told.has("error")) waiting.completeExceptionally(new AssertionError(message));
                else waiting.complete(told.path("result"));
            } catch (JsonProcessingException e) {
                throw new AssertionError(message, e);
            }
        }
    }

    /** Where the one page it has is led; the browser writes its port into a file when it listens. */
    private URI pageSocket() throws InterruptedException {
        var file = directory.resolve("DevToolsActivePort");
        Eventually.within(
                PATIENCE,
                () -> Files.exists(file) && !read(file).isBlank() || !process.isAlive(),
                "the browser listens");
        var list =
                URI.create("http://127.0.0.1:" + read(file).lines().findFirst().orElseThrow() + "/json/list");
        try {
            var answer = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString());
            for (var target : JSON.readTree(answer.body())) {
                if (target.path("type").asText().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
                }
            }
            throw new AssertionError("no page: " + answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        return read(directory.resolve("log"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
