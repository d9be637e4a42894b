package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.cdr.SampleRecords;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.time.FakeTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the notifier does, on whatever database. */
abstract class DurableNotifierContract {

    static final FlowReply OK = FlowReply.response("<CmdNone/>");

    final FakeTime time = new FakeTime();
    final FlowServer server = FlowServer.start();
    private final ApplicationHttp http = new ApplicationHttp(time, time);
    private final Application application =
            SampleApplication.at(server.uri("ivr")).application();
    private final ApplicationTable table = new ApplicationTable(List.of(application), Map.of());
    final List<String> dropped = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private @Nullable Database database;
    private @Nullable DurableNotifier notifier;

    @TempDir
    Path directory;

    /** A new, empty one. */
    abstract Database openDatabase();

    @AfterEach
    void nothingIsLeft() {
        if (notifier != null) notifier.close();
        if (database != null) database.close();
        http.close();
        server.close();
        assertThat(time.pendingTimers()).as("alarms").isZero();
    }

    /** Flow protocol 5.6 answer: CmdNone, and it is done. */
    @Test
    void aNotificationIsDeliveredAndForgotten() {
        server.handle(_ -> OK);
        open();

        send("call1", "stopservice", 1);
        time.settle();

        FlowRequest request = server.takeRequest();
        assertThat(request.path()).isEqualTo("/ivr/stopservice");
        assertThat(request.params()).containsEntry("n", "1").containsEntry("callid", "call1");
        assertThat(notifier().pending()).isZero();
    }

    /** Threat W17. */
    @Test
    void valuesComeOutOfTheFileAsTheyWentIn() {
        server.handle(_ -> OK);
        open();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("userdata", "你好 a+b&c=d%20\r\n'); DROP TABLE notification; --");
        parameters.put("empty", "");

        notifier().send(new Notification(application, "call1", "POST", "stopservice", parameters));
        time.settle();

        assertThat(server.takeRequest().params())
                .containsEntry("userdata", "你好 a+b&c=d%20\r\n'); DROP TABLE notification; --")
                .containsEntry("empty", "");
    }

    /** Flow protocol D17. */
    @Test
    void aFailedNotificationIsSentAgainWithTheSameRequestIdUntilItArrives() {
        server.enqueue(FlowReply.status(500)).enqueue(FlowReply.status(503)).enqueue(OK);
        open();
        send("call1", "agentstate", 1);
        time.settle();
        assertThat(server.requests()).hasSize(1);

        time.advance(Duration.ofMillis(1_200));
        assertThat(server.requests()).hasSize(2);
        time.advance(Duration.ofMillis(2_400));

        assertThat(server.requests()).hasSize(3);
        assertThat(server.requests())
                .extracting(request -> request.header("X-Request-Id"))
                .containsOnly(server.takeRequest().header("X-Request-Id"));
        assertThat(notifier().pending()).isZero();
    }

    @Test
    void theNotificationsOfACallStayInOrderWhenTheFirstFails() {
        server.enqueue(FlowReply.status(500)).enqueue(OK).enqueue(OK).enqueue(OK);
        open();
        for (int n = 1; n <= 3; n++) send("call1", "agentstate", n);
        time.settle();
        assertThat(server.requests()).hasSize(1);

        time.advance(Duration.ofSeconds(2));

        assertThat(server.requests()).extracting(request -> request.param("n")).containsExactly("1", "1", "2", "3");
    }

    @Test
    void anotherCallDoesNotWaitForOneThatFails() {
        server.handle(request -> request.param("callid").equals("bad") ? FlowReply.status(500) : OK);
        open();
        send("bad", "stopservice", 1);
        send("good", "stopservice", 2);
        time.settle();

        assertThat(server.requests()).extracting(request -> request.param("n")).containsExactlyInAnyOrder("1", "2");
        assertThat(notifier().pending()).isEqualTo(1);
    }

    @Test
    void aHangingApplicationTakesItsShareAndNoMore() {
        server.handle(_ -> FlowReply.hang());
        open();
        for (int n = 0; n < 40; n++) send("call" + n, "stopservice", n);
        for (int n = 0; n < 16; n++) server.takeRequest();

        assertThat(server.requests()).hasSize(16);
        assertThat(notifier().idle()).isFalse();
    }

    @Test
    void aDeadApplicationIsAskedOnlyByAProbeWhileItsCircuitIsOpen() {
        server.handle(_ -> FlowReply.status(500));
        open();
        for (int n = 0; n < 16; n++) send("call" + n, "stopservice", n);
        time.settle();
        int asked = server.requests().size();

        time.advance(Duration.ofSeconds(9));
        assertThat(server.requests()).hasSize(asked);
        time.advance(Duration.ofSeconds(2));

        assertThat(server.requests()).hasSize(asked + 1);
    }

    @Test
    void whatTheLastProcessLeftIsDeliveredByTheNext() {
        server.refuse();
        open();
        for (int n = 0; n < 5; n++) send("call" + n, "stopservice", n);
        time.settle();
        notifier().close();
        server.listen();
        server.handle(_ -> OK);

        open();
        assertThat(notifier().pending()).isEqualTo(5);
        time.advance(Duration.ofSeconds(30));

        assertThat(server.requests())
                .extracting(request -> request.param("n"))
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
        assertThat(notifier().pending()).isZero();
    }

    /** Flow protocol D17. */
    @Test
    void afterADayItIsGivenUp() {
        server.handle(_ -> FlowReply.status(500));
        open();
        send("call1", "stopservice", 1);
        time.settle();

        time.advance(Duration.ofHours(23).plusMinutes(59));
        assertThat(notifier().pending()).isEqualTo(1);
        time.advance(Duration.ofMinutes(2));

        assertThat(notifier().pending()).isZero();
        assertThat(dropped).containsExactly(application.id());
    }

    @Test
    void aUrlThatMayNotBeAskedIsGivenUpAtOnce() {
        open();

        send("call1", "http://evil.example/", 1);
        time.settle();

        assertThat(notifier().pending()).isZero();
        assertThat(dropped).hasSize(1);
    }

    @Test
    void aDeadErrorUrlDoesNotHoldUpTheCallsStopservice() {
        server.handle(_ -> OK);
        URI dead = URI.create("http://localhost:" + refusedPort() + "/errors");
        table.replace(
                List.of(SampleApplication.at(server.uri("ivr")).withError(dead).application()), Map.of());
        open();

        send("call1", dead.toString(), 1);
        send("call1", "stopservice", 2);
        time.settle();

        assertThat(server.requests()).extracting(request -> request.param("n")).containsExactly("2");
        assertThat(notifier().pending()).isEqualTo(1);
    }

    @Test
    void aCallsRecordIsKeptWithItsLastNotifications() {
        server.handle(_ -> FlowReply.status(500));
        open();
        var record = SampleRecords.of("call1", 60).bare();
        var kept = new AtomicInteger();

        notifier()
                .ended(
                        record,
                        List.of(notification("call1", "cdr", 1), notification("call1", "stopservice", 2)),
                        kept::incrementAndGet);
        time.settle();

        assertThat(kept).hasValue(1);
        assertThat(new StoredCallRecords(database()).find("call1")).contains(record);
        assertThat(notifier().pending()).isEqualTo(2);
        assertThat(server.requests()).extracting(FlowRequest::path).containsExactly("/ivr/cdr");
        server.handle(_ -> OK);
        time.advance(Duration.ofSeconds(2));
        assertThat(server.requests())
                .extracting(FlowRequest::path)
                .containsExactly("/ivr/cdr", "/ivr/cdr", "/ivr/stopservice");
    }

    @Test
    void whatTheApplicationSaysToANotificationIsHeardWhenItTookIt() {
        server.enqueue(FlowReply.status(500))
                .enqueue(FlowReply.response("<AgentReady/>"))
                .enqueue(FlowReply.status(204));
        open();
        send("agent 1001", "agentstate", 1);
        send("agent 1002", "agentstate", 2);
        time.settle();
        time.advance(Duration.ofSeconds(2));

        assertThat(server.requests()).hasSize(3);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("sample of agent 100")
                .contains("<AgentReady/>");
    }

    @Test
    void theNextNotificationOfTheLaneWaitsUntilTheAnswerIsHeard() {
        server.handle(request -> FlowReply.response("<AgentReady n='" + request.param("n") + "'/>"));
        open();
        for (int n = 1; n <= 20; n++) send("agent 1001", "agentstate", n);
        time.settle();
        assertThat(said).hasSize(20);
        for (int n = 1; n <= 20; n++) assertThat(said.get(n - 1)).contains("n='" + n + "'");
    }

    @Test
    void endsThatAnEarlierProcessDidNotWriteAreWrittenAndToldOnceHoweverOftenTheyAreBrought() {
        server.handle(_ -> FlowReply.status(500));
        open();
        var written = SampleRecords.of("call1", 60).bare();
        notifier().ended(written, List.of(notification("call1", "stopservice", 1)), () -> {});
        time.settle();
        notifier().close();
        var belated = List.of(
                new BelatedEnd(SampleRecords.of("call1", 99).bare(), List.of(notification("call1", "stopservice", 9))),
                new BelatedEnd(SampleRecords.of("call2", 70).bare(), List.of(notification("call2", "stopservice", 2))),
                new BelatedEnd(SampleRecords.of("call3", 80).bare(), List.of()));

        open(belated);
        notifier().close();
        server.handle(_ -> OK);
        open(belated);
        time.advance(Duration.ofSeconds(30));

        assertThat(server.requests().stream().skip(1))
                .extracting(request -> request.param("n"))
                .contains("1", "2")
                .doesNotContain("9");
        assertThat(server.requests().stream()
                        .filter(request -> request.param("n").equals("2")))
                .extracting(request -> request.header("X-Request-Id").orElseThrow())
                .satisfies(ids -> assertThat(new HashSet<>(ids)).hasSize(1));
        var records = new StoredCallRecords(database());
        assertThat(records.find("call1")).contains(written);
        assertThat(records.find("call2")).isPresent();
        assertThat(records.find("call3")).isPresent();
        assertThat(notifier().pending()).isZero();
    }

    @Test
    void whatTheApplicationTookFromAServerThatWasKilledThenIsToldAgainUnderTheSameRequestId() {
        server.handle(_ -> OK);
        open();
        var record = SampleRecords.of("call1", 60).bare();
        var last = List.of(notification("call1", "cdr", 1), notification("call1", "stopservice", 2));
        notifier().ended(record, last, () -> {});
        time.settle();
        notifier().close();
        try (var handle = database().writer()) {
            handle.execute("DELETE FROM call_record");
        }

        open(List.of(new BelatedEnd(record, last)));
        time.settle();

        var ids = server.requests().stream()
                .map(request -> request.header("X-Request-Id").orElseThrow())
                .toList();
        assertThat(ids).hasSize(4);
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2)).doesNotHaveDuplicates();
    }

    @Test
    void aThousandNotificationsArriveEachOnce() {
        server.handle(_ -> OK);
        open();

        for (int n = 0; n < 1_000; n++) send("call" + n, "stopservice", n);
        time.settle();

        assertThat(server.requests())
                .extracting(request -> Integer.parseInt(request.param("n")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1_000).boxed().toList());
    }

    void open() {
        open(List.of());
    }

    void open(List<BelatedEnd> belated) {
        var observer = new FlowObserver() {
            @Override
            public void notificationDropped(String applicationId) {
                dropped.add(applicationId);
            }
        };
        if (database == null) database = openDatabase();
        var opened = new DurableNotifier(
                database, http, table, FlowSettings.defaults(), observer, this::heard, time, time, belated);
        notifier = opened;
        time.idleWhen(opened::idle);
    }

    private void heard(Application of, String about, byte[] body, @Nullable String type) {
        said.add(of.name() + " of " + about + ": " + new String(body, StandardCharsets.UTF_8));
    }

    DurableNotifier notifier() {
        if (notifier == null) throw new IllegalStateException("not opened");
        return notifier;
    }

    void send(String call, String target, int n) {
        notifier().send(notification(call, target, n));
    }

    Database database() {
        if (database == null) throw new IllegalStateException("not opened");
        return database;
    }

    Notification notification(String call, String target, int n) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("callid", call);
        parameters.put("n", Integer.toString(n));
        return new Notification(application, call, "POST", target, parameters);
    }

    private static int refusedPort() {
        try (var closed = FlowServer.start()) {
            return closed.port();
        }
    }
}
