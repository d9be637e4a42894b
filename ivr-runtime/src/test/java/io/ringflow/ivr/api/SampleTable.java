package io.ringflow.ivr.api;

import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationDesk;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.application.NumberDesk;
import io.ringflow.ivr.application.Provisioning;
import io.ringflow.ivr.application.VoipAccountDesk;
import io.ringflow.ivr.call.CallId;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.TalkDesk;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.event.EventFeed;
import io.ringflow.ivr.event.EventLimits;
import io.ringflow.ivr.event.EventObserver;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.observe.CallStories;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.recording.Recorder;
import io.ringflow.ivr.recording.RecordingLinks;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingSettings;
import io.ringflow.ivr.recording.RecordingStore;
import io.ringflow.ivr.recording.RecordingStyle;
import io.ringflow.ivr.report.StoredReports;
import io.ringflow.ivr.rest.MediaFileUpload;
import io.ringflow.ivr.rest.RecentCalls;
import io.ringflow.ivr.room.RoomObserver;
import io.ringflow.ivr.room.RoomSettings;
import io.ringflow.ivr.room.RoomTable;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.Recording.Pause;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of routes of a server that has nothing: to be described, not to be asked. */
final class SampleTable {

    private SampleTable() {}

    /** @param database that it is said to have */
    static RouteTable in(Path dir, Database database) throws IOException {
        var time = new FakeTime(Instant.parse("2026-03-01T02:00:00Z"), () -> true);
        var registry = new CallRegistry();
        var prompts = UploadedPrompts.open(dir.resolve("uploads"), 1 << 20, time);
        var table = new ApplicationTable(List.of(), Map.of());
        var provisioning = new Provisioning(
                database, table, new Provisioning.FromFile(List.of(), Map.of()), dir.resolve("survival-flows"), time);
        return Api.table(new ApiServices(
                table,
                new ApplicationDesk(provisioning, _ -> Optional.empty()),
                new NumberDesk(provisioning),
                new VoipAccountDesk(provisioning, "ringflow"),
                provisioning,
                Telephones.NONE,
                new StoredCallRecords(database),
                new StoredKeys(database, time),
                new RecentCalls(registry, time),
                registry,
                new CallStories(time, registry),
                (_, _) -> new CallId("0".repeat(32)),
                new RoomTable(
                        (_, _) -> {
                            throw new MediaFailure(MediaFailure.Kind.OVERLOADED, "no conferences here");
                        },
                        (_, _) -> {
                            throw new MediaFailure(MediaFailure.Kind.NO_SUCH_PROMPT, "no prompts here");
                        },
                        _ -> {},
                        Recorder.NONE,
                        RoomSettings.defaults(),
                        RoomObserver.NONE,
                        time,
                        time),
                new NobodyInvited(),
                new TalkDesk(registry),
                new FlowReader(CommandCatalog.standard()),
                recordings(dir, time),
                prompts,
                new MediaFileUpload(prompts),
                _ -> {
                    throw new QueueRefused(QueueError.AGENTS_OFF);
                },
                new NoCentre(),
                new EventFeed(EventLimits.STANDARD, EventObserver.NONE, time),
                new StoredReports(database),
                time));
    }

    private static final class NobodyInvited implements ConferenceCalls {
        @Override
        public List<Optional<CallId>> invite(Application application, Invited invited) {
            return List.of();
        }

        @Override
        public boolean join(Application application, Joining joining) {
            return false;
        }
    }

    private static final class NoCentre implements CentreCalls {
        @Override
        public boolean order(Application application, String callId, CallOrder.Wish wish) {
            return false;
        }

        @Override
        public CallId makeCall(Application application, AgentOrder order) {
            throw new QueueRefused(QueueError.NOT_ON_DUTY);
        }
    }

    private static RecordingStore recordings(Path dir, FakeTime time) throws IOException {
        var day = Duration.ofDays(1);
        var settings = new RecordingSettings(
                Optional.empty(),
                day,
                day,
                1 << 30,
                0,
                day,
                8_000,
                Pause.CUT,
                RecordingStyle.STANDARD,
                Optional.empty());
        var links = RecordingLinks.open(dir.resolve("key"), day, () -> "http://127.0.0.1", time);
        return RecordingStore.open(dir.resolve("recordings"), settings, links, RecordingObserver.NONE, time);
    }
}
