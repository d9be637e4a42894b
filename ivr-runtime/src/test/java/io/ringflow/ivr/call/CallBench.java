package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.ledger.CallLedger;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.queue.CentreSettings;
import io.ringflow.ivr.recording.Recorder;
import io.ringflow.ivr.room.RoomObserver;
import io.ringflow.ivr.room.RoomSettings;
import io.ringflow.ivr.room.RoomTable;
import io.ringflow.ivr.trunk.OutboundTrunks;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.time.FakeTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One call on the bench: the real desk, script and inbox between a fake leg, fake media and a scripted application. */
final class CallBench {

    static final String NUMBER = "4008001234";

    final FakeTime time = new FakeTime(Instant.parse("2026-01-05T09:00:00Z"), () -> true);
    final FakeLeg leg = new FakeLeg();
    final FakeMedia media = new FakeMedia(time);
    final ScriptedFlow app = new ScriptedFlow();
    final FakeSpeech speech = new FakeSpeech();
    final Facts facts = new Facts();
    final CallRegistry registry = new CallRegistry();
    final List<Notification> notified = new CopyOnWriteArrayList<>();
    final FakeCarrier carrier = new FakeCarrier();
    final OutboundTrunks trunks = new OutboundTrunks(List.of(FakeCarrier.trunk()), time);
    final CallCentres centres = CallCentres.inMemory(CentreSettings.defaults(ZoneOffset.UTC), time, time);
    final CallDesk desk;
    final DialDesk dialDesk;
    boolean ivrEnabled = true;
    boolean ttsEnabled = true;
    Map<String, List<String>> headers = Map.of();

    CallBench() {
        var hold = new CallSettings.Hold("hold.wav", Duration.ofSeconds(3));
        var settings = new CallSettings(Duration.ofSeconds(60), 100, 1000, "apology.wav", hold, ZoneOffset.UTC);
        var services = new CallServices(
                app,
                new FlowReader(CommandCatalog.standard()),
                notified::add,
                new TrunkTable(List.of(), MediaProfile.of(MediaConfig.defaults())),
                media,
                media,
                speech,
                Recorder.NONE,
                new OutboundCalls(trunks, carrier, media, () -> {
                    throw new AssertionError("no room is wanted here");
                }),
                new RoomTable(
                        (_, _) -> {
                            throw new MediaFailure(MediaFailure.Kind.OVERLOADED, "no conferences here");
                        },
                        (_, file) -> media.load(file),
                        notified::add,
                        Recorder.NONE,
                        RoomSettings.defaults(),
                        RoomObserver.NONE,
                        time,
                        time),
                centres,
                registry,
                new CallIds(time, ZoneOffset.UTC),
                CallLedger.NONE,
                settings,
                facts,
                time,
                time);
        desk = new CallDesk(new OneApplication(), services);
        dialDesk = new DialDesk(services);
        time.idleWhen(() -> registry.all().stream()
                .allMatch(
                        call -> call.inbox().parked() || app.isHolding(call.id().text())));
        prompt("menu.wav", 3);
        prompt("timeout.wav", 2);
        prompt("bye.wav", 1);
        prompt("apology.wav", 4);
    }

    void prompt(String name, int seconds) {
        media.lengths.put(name, Duration.ofSeconds(seconds));
    }

    CallBench dial() {
        return dial(NUMBER, Optional.of("offer"));
    }

    CallBench dial(String number, Optional<String> offer) {
        return dial(number, offer, SessionDescription.SDP);
    }

    CallBench dial(String number, Optional<String> offer, String contentType) {
        var local = InetAddress.getLoopbackAddress();
        var invitation = new Invitation(
                "call-id@test",
                "13800138000",
                "to-user",
                number,
                new InetSocketAddress(local, 5060),
                new ListenAddress(Transport.UDP, local, 5060, "203.0.113.7"),
                offer.map(sdp -> new SessionDescription(
                        contentType, SessionDescription.sdp(sdp).bytes())),
                headers);
        desk.onIncoming(leg, invitation);
        time.settle();
        return this;
    }

    void seconds(int seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    void press(String keys) {
        media.pressed(keys);
        time.settle();
    }

    void settle() {
        time.settle();
    }

    boolean over() {
        return registry.size() == 0;
    }

    Call call() {
        return registry.all().iterator().next();
    }

    /** Parameters of the last request for commands. */
    Map<String, String> lastQuestion() {
        return app.asked.getLast().parameters();
    }

    CallSummary summary() {
        return facts.summaries.getLast();
    }

    /** What the caller heard and the leg said, in the order of each. */
    List<String> heard() {
        return List.copyOf(media.heard);
    }

    private final class OneApplication implements Applications {
        @Override
        public Optional<Application> forNumber(String number) {
            return number.equals(NUMBER) ? Optional.of(application()) : Optional.empty();
        }

        @Override
        public Optional<Application> byId(String appId) {
            return Optional.of(application());
        }

        @Override
        public List<Application> all() {
            return List.of(application());
        }
    }

    Application application() {
        return new Application(
                "8a48b5514e5298b9014e67c2ce7b0a4e",
                "demo",
                URI.create("http://127.0.0.1/ivr/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of("127.0.0.1"),
                Optional.empty(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                ivrEnabled,
                ttsEnabled);
    }
}
