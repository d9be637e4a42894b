package io.ringflow.ivr.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.recording.Recorder;
import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.FloorChange;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaSession;
import io.ringflow.media.codec.Codec;
import io.ringflow.testkit.time.FakeTime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The table of conferences on the bench: fake sound, time by hand, and what the application was told. */
final class RoomBench {

    final List<Notification> told = new CopyOnWriteArrayList<>();
    final List<FakeConference> sound = new CopyOnWriteArrayList<>();
    final List<String> facts = new CopyOnWriteArrayList<>();
    final Map<String, Integer> prompts = new ConcurrentHashMap<>(
            Map.of("music.wav", 3_000, "over.wav", 4_000, "conf-joined.wav", 300, "conf-left.wav", 300));
    final Application app = SampleApplications.of("app");
    final Application other = SampleApplications.of("other");
    final FakeTime time = new FakeTime(Instant.parse("2026-01-05T09:00:00Z"), this::idle);
    final RoomTable table;
    boolean overloaded;

    RoomBench() {
        this(Recorder.NONE);
    }

    RoomBench(Recorder recorder) {
        table = new RoomTable(
                (config, listener) -> {
                    if (overloaded) throw new MediaFailure(Kind.OVERLOADED, "no room for another mixer");
                    var conference = new FakeConference(config, listener, time);
                    sound.add(conference);
                    return conference;
                },
                this::prompt,
                told::add,
                recorder,
                new RoomSettings(5, 300, 8, Duration.ofMinutes(10), ZoneOffset.UTC),
                new Facts(),
                time,
                time);
    }

    String create(RoomPlan plan) {
        return table.create(app, plan).confId();
    }

    RoomSeat join(String confId, String callId) {
        return join(confId, callId, JoinWish.MEMBER);
    }

    RoomSeat join(String confId, String callId, JoinWish wish) {
        return table.door(app, confId).join(new Caller(callId), wish);
    }

    static Guest guest(String callId) {
        return new Caller(callId);
    }

    void run(RoomOperation operation) {
        table.run(app, operation);
        time.settle();
    }

    void seconds(int seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    /** What was told of one URL, the last first asked. */
    List<Map<String, String>> told(String url) {
        return told.stream()
                .filter(one -> one.target().equals(url))
                .<Map<String, String>>map(Notification::parameters)
                .toList();
    }

    List<String> urls() {
        return told.stream().map(Notification::target).toList();
    }

    static void refused(RoomError error, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(RoomRefused.class, refused -> assertThat(refused.error())
                .isEqualTo(error));
    }

    private boolean idle() {
        return table.idle();
    }

    private Clip prompt(Application application, String name) {
        assertThat(application).isEqualTo(app);
        var millis = prompts.get(name);
        if (millis == null) throw new MediaFailure(Kind.NO_SUCH_PROMPT, "no such prompt: " + name);
        return new Silence(name, millis);
    }

    private record Caller(String callId) implements Guest {
        private static final MediaSession NO_SOUND = (MediaSession) Proxy.newProxyInstance(
                MediaSession.class.getClassLoader(), new Class<?>[] {MediaSession.class}, (_, _, _) -> null);

        @Override
        public String number() {
            return "138" + callId;
        }

        @Override
        public Optional<String> userData() {
            return Optional.empty();
        }

        @Override
        public MediaSession media() {
            return NO_SOUND;
        }

        @Override
        public void onLeft() {}
    }

    private record Silence(String name, int durationMillis) implements Clip {
        @Override
        public short[] pcm(int sampleRate) {
            return new short[0];
        }

        @Override
        public EncodedClip encoded(Codec codec, int packetMillis) {
            return EncodedClip.NONE;
        }
    }

    private final class Facts implements RoomObserver {
        @Override
        public void created() {
            facts.add("created");
        }

        @Override
        public void ended(RoomEnd how) {
            facts.add("ended " + how);
        }

        @Override
        public void joined() {
            facts.add("joined");
        }

        @Override
        public void floor(FloorChange change) {
            facts.add("floor " + change);
        }

        @Override
        public void refused(RoomError error) {
            facts.add("refused " + error);
        }
    }
}
