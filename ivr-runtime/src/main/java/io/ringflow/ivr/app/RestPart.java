package io.ringflow.ivr.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.api.Api;
import io.ringflow.ivr.api.ApiServices;
import io.ringflow.ivr.api.StoredKeys;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.call.Prompts;
import io.ringflow.ivr.call.TalkOperations;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.NotificationAnswers;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.http.CallView;
import io.ringflow.ivr.observe.RestMeters;
import io.ringflow.ivr.prompt.PromptLibrary;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.rest.AnswerOperations;
import io.ringflow.ivr.rest.BillRecords;
import io.ringflow.ivr.rest.FailureLimit;
import io.ringflow.ivr.rest.MediaFileUpload;
import io.ringflow.ivr.rest.NotifiedOperations;
import io.ringflow.ivr.rest.OperationServices;
import io.ringflow.ivr.rest.PromptLinks;
import io.ringflow.ivr.rest.RecentCalls;
import io.ringflow.ivr.rest.RestServer;
import io.ringflow.ivr.rest.RestSettings;
import io.ringflow.ivr.room.RoomOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a server has for its REST interface: the calls it is asked about, uploaded prompts. Made once, by the server. */
final class RestPart {

    private final RestSettings settings;
    private final RecentCalls calls;
    private final UploadedPrompts uploaded;
    private final CallRegistry registry;
    private final InstantSource clock;

    private final CompletableFuture<OperationServices> services = new CompletableFuture<>();

    RestPart(RestSettings settings, CallRegistry registry, Path prompts, InstantSource clock) throws IOException {
        this.settings = settings;
        this.registry = registry;
        this.calls = new RecentCalls(registry, clock);
        this.uploaded = UploadedPrompts.open(prompts, settings.uploadBytes(), clock);
        this.clock = clock;
    }

    RecentCalls calls() {
        return calls;
    }

    /** Prompts of calls: uploaded ones first. */
    Prompts prompts(Prompts shared) {
        return new PromptLibrary(uploaded, shared);
    }

    /** All that may stand in an answer; what its operations need comes by {@link #serve}. */
    CommandCatalog commands() {
        return AnswerOperations.catalog(services::join);
    }

    /** What applications say to notifications; one of an earlier run, which comes before {@link #serve}, waits for it. */
    NotificationAnswers notified() {
        return new NotifiedOperations(new FlowReader(commands()));
    }

    /** What operations are done with, in requests and in answers. */
    void serve(
            Dialer dialer,
            RoomOperations rooms,
            ConferenceCalls conferenceCalls,
            CentreCalls centreCalls,
            CallCentres centres,
            TalkOperations talks,
            RecordingPart recordings,
            Notifier notifier) {
        services.complete(new OperationServices(
                calls,
                dialer,
                rooms,
                conferenceCalls,
                centreCalls,
                centres,
                talks,
                recordings.store().running(),
                notifier,
                ZoneId.systemDefault()));
    }

    /** Starts to listen, if there is anybody to listen for. */
    Optional<RestServer> listen(
            Applications applications,
            CallView stories,
            RecordingPart recordings,
            StoragePart storage,
            TelephonePart telephones,
            CentreViews views,
            MeterRegistry meters)
            throws IOException {
        if (!settings.listens()) return Optional.empty();
        var operations = services.join();
        var uploads = new MediaFileUpload(uploaded);
        var failures = new FailureLimit(clock);
        var links = new PromptLinks(uploaded, recordings.key(), clock);
        var bills =
                new BillRecords(storage.callRecords(), settings.accounts(), recordings.key(), settings.zone(), clock);
        var observer = new RestMeters(meters);
        var api = new ApiServices(
                applications,
                storage.applications(),
                storage.numbers(),
                storage.voipAccounts(),
                telephones.accounts(),
                telephones.telephones(),
                storage.callRecords(),
                new StoredKeys(storage.database(), clock),
                calls,
                registry,
                stories,
                operations.dialer(),
                operations.rooms(),
                operations.conferenceCalls(),
                operations.talks(),
                new FlowReader(commands()),
                recordings.store(),
                uploaded,
                uploads,
                operations.centres()::of,
                operations.centreCalls(),
                views.events(),
                views.reports(),
                clock);
        return Optional.of(RestServer.start(
                settings,
                applications,
                operations,
                uploads,
                links,
                bills,
                observer,
                failures,
                clock,
                Api.routes(settings, api, failures, observer),
                links,
                bills));
    }
}
