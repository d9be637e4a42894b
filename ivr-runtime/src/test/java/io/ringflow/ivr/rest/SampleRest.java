package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.call.CallId;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperations;
import io.ringflow.ivr.call.TalkState;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecordCursor;
import io.ringflow.ivr.cdr.CallRecordPage;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.ivr.cdr.CallRecords;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.http.Proxies;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.queue.CentreSettings;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.recording.LinkKey;
import io.ringflow.ivr.recording.RunningRecordings;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomOperations;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomRefused;
import io.ringflow.ivr.room.RoomState;
import io.ringflow.media.Recording.Pause;
import io.ringflow.testkit.time.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A REST interface without HTTP, calls and conferences: what it asks of them is written down. */
final class SampleRest implements RoomOperations, ConferenceCalls, CentreCalls, TalkOperations, Dialer {

    static final String SID = "8a48b5514f4fc588014f5d3b1c2a0b11";
    static final String OTHER_SID = "aaf98f894f4fbec2014f5d3b1c2a0b22";
    static final String READER_SID = "bbf98f894f4fbec2014f5d3b1c2a0b33";
    static final String TOKEN = "b5c1a0f29d7e4f6ba3c2d1e0f9a8b7c6";
    static final String KEY = "a-key-of-a-new-client";
    static final String APP = "0123456789abcdef0123456789abcdef";
    static final String FOREIGN_APP = "fedcba9876543210fedcba9876543210";
    static final String CALL = "14061317004989780001000500005720";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    final List<Object> done = new ArrayList<>();
    final List<Notification> told = new ArrayList<>();
    final RecentCalls calls;
    final UploadedPrompts prompts;
    final CallCentres centres;
    private final ApplicationTable applications;
    final RunningRecordings recordings = new RunningRecordings(Pause.CUT);
    private final RestDesk desk;
    private final OperationServices services;
    private Instant now = NOW;

    SampleRest(Path dir) throws IOException {
        InstantSource clock = () -> now;
        var settings = new RestSettings(
                true,
                "127.0.0.1",
                0,
                Optional.empty(),
                Proxies.none(),
                ZONE,
                Duration.ofMinutes(60),
                1 << 20,
                List.of(
                        account(SID, TOKEN, Set.of(APP), false),
                        account(OTHER_SID, TOKEN, Set.of("*"), true),
                        new Account(READER_SID, "reader", TOKEN, KEY, Set.of(APP), false, false, true)));
        applications = new ApplicationTable(List.of(application(APP, true), application(FOREIGN_APP, true)), Map.of());
        calls = new RecentCalls(new CallRegistry(), clock);
        prompts = UploadedPrompts.open(dir.resolve("uploads"), settings.uploadBytes(), clock);
        centres = CallCentres.inMemory(CentreSettings.defaults(ZONE), new FakeTime(), clock);
        services = new OperationServices(calls, this, this, this, this, centres, this, recordings, told::add, ZONE);
        desk = new RestDesk(
                settings,
                applications,
                services,
                new MediaFileUpload(prompts),
                new PromptLinks(prompts, LinkKey.open(dir.resolve("prompt.key")), clock),
                bills(dir, settings, clock),
                new FailureLimit(clock),
                clock);
    }

    private static BillRecords bills(Path dir, RestSettings settings, InstantSource clock) throws IOException {
        CallRecords none = new CallRecords() {
            @Override
            public Optional<CallRecord> find(String callId) {
                return Optional.empty();
            }

            @Override
            public CallRecordPage page(CallRecordQuery query, Optional<CallRecordCursor> after, int most) {
                return new CallRecordPage(List.of(), Optional.empty());
            }
        };
        return new BillRecords(none, settings.accounts(), LinkKey.open(dir.resolve("link.key")), ZONE, clock);
    }

    private static Account account(String sid, String token, Set<String> applications, boolean twelveHours) {
        return new Account(sid, "name-of-" + sid.substring(0, 3), token, KEY, applications, false, twelveHours);
    }

    Application known(String id) {
        return applications.byId(id).orElseThrow();
    }

    /** The applications' switch for agents is off from now on. */
    void agentsOff() {
        applications.replace(List.of(application(APP, false)), Map.of());
    }

    private static Application application(String id, boolean agents) {
        return new Application(
                id,
                "app-" + id.substring(0, 3),
                URI.create("http://app.example/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                true,
                true,
                agents,
                false,
                Optional.empty());
    }

    /** A request as the cloud's libraries make it, signed by {@link #SID} now; each part can be replaced. */
    final class Ask {
        private String method = "POST";
        private String sid = SID;
        private final String function;
        private final Map<String, String> query = new HashMap<>();
        private Optional<String> authorization;
        private Optional<String> type = Optional.of("application/xml;charset=utf-8");
        private byte[] body = new byte[0];
        private String address = "192.0.2.1";

        Ask(String function) {
            this.function = function;
            signedAt("20260301100000");
        }

        Ask signedAt(String timestamp) {
            query.put("sig", Signing.sig(sid, TOKEN, timestamp));
            authorization = Optional.of(Signing.authorization(sid, timestamp));
            return this;
        }

        Ask as(String account) {
            sid = account;
            return signedAt("20260301100000");
        }

        Ask method(String name) {
            method = name;
            return this;
        }

        Ask with(String name, String value) {
            query.put(name, value);
            return this;
        }

        Ask without(String name) {
            query.remove(name);
            return this;
        }

        Ask authorization(String text) {
            authorization = Optional.ofNullable(text);
            return this;
        }

        Ask json(String text) {
            type = Optional.of("application/json;charset=utf-8");
            return body(text);
        }

        Ask from(String peer) {
            address = peer;
            return this;
        }

        Ask body(String text) {
            return body(text.getBytes(StandardCharsets.UTF_8));
        }

        Ask body(byte[] bytes) {
            body = bytes;
            return this;
        }

        Answer answer() {
            var target = "/2013-12-26/Accounts/" + sid + "/" + function + "?" + new java.util.TreeMap<>(query);
            return desk.handle(new RestRequest(
                            method,
                            target,
                            false,
                            sid,
                            function,
                            query,
                            authorization,
                            type,
                            address,
                            "http://rest.example:8883",
                            () -> new ByteArrayInputStream(body)))
                    .answer();
        }

        String code() {
            return answer().statusCode();
        }
    }

    OperationServices services() {
        return services;
    }

    Application application() {
        return known(APP);
    }

    Ask ask(String function) {
        return new Ask(function);
    }

    void later(Duration by) {
        now = now.plus(by);
    }

    static String text(Answer answer) {
        return new String(AnswerText.xml(answer), StandardCharsets.UTF_8);
    }

    @Override
    public CallId dial(Application application, Order order) {
        done.add(order);
        return new CallId(CALL);
    }

    @Override
    public List<Optional<CallId>> invite(Application application, ConferenceCalls.Invited invited) {
        if (invited.confId().equals("gone")) throw new RoomRefused(RoomError.NO_SUCH_CONFERENCE);
        done.add(invited);
        return invited.numbers().stream()
                .map(number -> number.equals("404") ? Optional.<CallId>empty() : Optional.of(new CallId(CALL)))
                .toList();
    }

    @Override
    public boolean join(Application application, ConferenceCalls.Joining joining) {
        done.add(joining);
        return joining.callId().equals(CALL);
    }

    @Override
    public boolean order(Application application, String callId, CallOrder.Wish wish) {
        done.add(wish);
        if (callId.equals("idle")) throw new QueueRefused(QueueError.NOT_WITH_AGENT);
        return callId.equals(CALL);
    }

    @Override
    public CallId makeCall(Application application, CentreCalls.AgentOrder order) {
        if (order.agentId().equals("9999")) throw new QueueRefused(QueueError.NOT_ON_DUTY);
        done.add(order);
        return new CallId(CALL);
    }

    @Override
    public Optional<TalkState> run(Application application, TalkOperation operation) {
        done.add(operation);
        if (!operation.callId().equals(CALL)) return Optional.empty();
        return Optional.of(new TalkState(CALL, false, false, List.of()));
    }

    @Override
    public RoomState create(Application application, RoomPlan plan) {
        done.add(plan);
        return room();
    }

    @Override
    public void run(Application application, RoomOperation operation) {
        if (operation.confId().equals("gone")) throw new RoomRefused(RoomError.NO_SUCH_CONFERENCE);
        done.add(operation);
    }

    @Override
    public RoomState query(Application application, String confId, String action) {
        return room();
    }

    @Override
    public RoomOperations intercoms() {
        return this;
    }

    @Override
    public Optional<String> owner(String confId) {
        return confId.equals("gone") ? Optional.empty() : Optional.of(APP);
    }

    @Override
    public List<RoomState> all(Application application) {
        return List.of(room());
    }

    private static RoomState room() {
        var floor = new RoomState.Floor(Optional.of(CALL), List.of());
        var member = new RoomState.Member(CALL, "1001", true, true, true, false, NOW);
        return new RoomState(
                "12345678", "12345678", APP, NOW, 8, false, false, false, 0, List.of(member), Optional.of(floor));
    }
}
