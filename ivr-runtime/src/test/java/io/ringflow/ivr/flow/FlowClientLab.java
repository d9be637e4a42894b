package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowClient.Exchange;
import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.time.FakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An application, one that stands in for it, and a client that asks them. */
abstract class FlowClientLab {

    static final String MENU = "<Response><Play>menu.wav</Play></Response>";
    static final String CALL = "17092716390803280001000400011fab";

    final FakeTime time = new FakeTime();
    final FlowServer server = FlowServer.start();
    final FlowServer standIn = FlowServer.start();
    final ApplicationHttp http = new ApplicationHttp(time, time);
    final List<Notification> told = new CopyOnWriteArrayList<>();
    final List<String> facts = new CopyOnWriteArrayList<>();
    FlowSettings settings = FlowSettings.defaults();
    private @Nullable HttpFlowClient client;

    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        http.close();
        server.close();
        standIn.close();
        assertThat(time.pendingTimers()).as("deadlines").isZero();
    }

    synchronized HttpFlowClient client() {
        if (client == null) client = new HttpFlowClient(http, told::add, settings, new Facts(), time);
        return client;
    }

    SampleApplication app() {
        return SampleApplication.at(server.uri("ivr"));
    }

    Exchange<String> ask(String target, String... more) {
        return ask(app().application(), target, more);
    }

    Exchange<String> ask(Application application, String target, String... more) {
        Notification notification = notification(application, "POST", target);
        for (int i = 0; i < more.length; i += 2) notification.parameters().put(more[i], more[i + 1]);
        return client().ask(notification, text(), new Cancellation());
    }

    CompletableFuture<Exchange<String>> askInBackground(Application application, Cancellation cancellation) {
        return background(() -> client().ask(notification(application, "POST", "menu"), text(), cancellation));
    }

    static CompletableFuture<Exchange<String>> background(java.util.function.Supplier<Exchange<String>> ask) {
        return CompletableFuture.supplyAsync(ask, task -> Thread.ofVirtual().start(task));
    }

    static Exchange<String> ended(CompletableFuture<Exchange<String>> pending)
            throws InterruptedException, ExecutionException, TimeoutException {
        return pending.get(10, TimeUnit.SECONDS);
    }

    static Notification notification(Application application, String method, String target) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("callid", CALL);
        return new Notification(application, CALL, method, target, parameters);
    }

    /** Reads what begins like a document. */
    static Function<FlowAnswer, String> text() {
        return answer -> {
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            if (!body.contains("<Response>")) throw new DocumentError(1, 1, "no Response");
            return body;
        };
    }

    private final class Facts implements FlowObserver {
        @Override
        public void exchanged(Application application, Side side, @Nullable Kind failure, Duration took) {
            facts.add("exchanged " + side + " " + failure);
        }

        @Override
        public void asked(Application application, FlowAnswer answer, Duration took) {
            facts.add("asked " + answer.origin());
        }

        @Override
        public void circuitOpened(Application application, Side side) {
            facts.add("opened " + side);
        }

        @Override
        public void circuitClosed(Application application, Side side) {
            facts.add("closed " + side);
        }
    }
}
