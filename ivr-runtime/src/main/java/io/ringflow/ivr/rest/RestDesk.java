package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.call.DialRefused;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.rest.ReplayMemory.Taken;
import io.ringflow.ivr.room.RoomRefused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request: who sent it, what it wants, whether it was done before, what it is answered (flow-protocol 8).
 * Thread-safe; blocks the request's thread only.
 */
final class RestDesk {

    static final int MOST_BYTES = 64 * 1024;
    static final String OTHER = "other";

    private static final Duration OPERATION_BODY = Duration.ofSeconds(10);
    private static final String CALL_RESULT = "callresult";
    private static final String BILL_RECORDS = "billrecords";
    private static final String UPLOAD = "calls/mediafileupload";

    private final Authentication authentication;
    private final FailureLimit failures;
    private final Applications applications;
    private final OperationServices services;
    private final MediaFileUpload uploads;
    private final PromptLinks links;
    private final BillRecords bills;
    private final InstantSource clock;
    private final OperationCatalog catalog = OperationCatalog.standard();
    private final OperationReader xml = new OperationReader();
    private final JsonOperations json = new JsonOperations();
    private final Map<Account, ReplayMemory> taken = new ConcurrentHashMap<>();

    RestDesk(
            RestSettings settings,
            Applications applications,
            OperationServices services,
            MediaFileUpload uploads,
            PromptLinks links,
            BillRecords bills,
            FailureLimit failures,
            InstantSource clock) {
        this.failures = failures;
        this.authentication =
                new Authentication(settings.accounts(), new Timestamps(settings.zone(), settings.window()), clock);
        this.applications = applications;
        this.services = services;
        this.uploads = uploads;
        this.links = links;
        this.bills = bills;
        this.clock = clock;
    }

    /**
     * A request that is done.
     *
     * @param operation for metrics: a name of the catalog, or {@code other}
     * @param account name of who sent it; empty: nobody known
     */
    record Done(Answer answer, String operation, String account) {}

    Done handle(RestRequest request) {
        var progress = new Progress();
        try {
            return progress.done(answer(request, progress));
        } catch (RestRefused refused) {
            return progress.done(Answer.refused(refused));
        } catch (RoomRefused refused) {
            return progress.done(Answer.refused(refused));
        } catch (DialRefused refused) {
            return progress.done(Answer.refused(refused));
        } catch (TalkRefused refused) {
            return progress.done(Answer.refused(refused));
        } catch (QueueRefused refused) {
            return progress.done(Answer.refused(refused));
        }
    }

    /** How far a request came, for its log line. Owned by its thread. */
    private static final class Progress {
        private String operation = OTHER;
        private String account = "";

        Done done(Answer answer) {
            return new Done(answer, operation, account);
        }
    }

    private Answer answer(RestRequest request, Progress progress) {
        var caller = known(request);
        progress.account = caller.account().name();
        authentication.checkTime(caller);
        return switch (request.function()) {
            case CALL_RESULT -> {
                progress.operation = "CallResult";
                yield callResult(request, caller.account());
            }
            case UPLOAD -> {
                progress.operation = "MediaFileUpload";
                yield upload(request, caller);
            }
            case BILL_RECORDS -> {
                progress.operation = "BillRecords";
                yield bill(request, caller.account());
            }
            default -> operation(request, caller, progress);
        };
    }

    private Authentication.Caller known(RestRequest request) {
        Authentication.Caller caller;
        try {
            caller = authentication.check(request);
        } catch (RestRefused refused) {
            failures.failed(request.address());
            throw refused;
        }
        failures.passed(request.address(), caller.account().place());
        return caller;
    }

    private Answer callResult(RestRequest request, Account account) {
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            throw new RestRefused(RestError.BAD_METHOD);
        }
        var callId = request.parameter("callsid").orElseThrow(() -> OperationReader.bad("The query has no callsid."));
        return services.calls()
                .find(callId)
                .filter(call -> account.mayActOn(call.applicationId()))
                .map(CallOperations::result)
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_CALL));
    }

    private Answer upload(RestRequest request, Authentication.Caller caller) {
        post(request);
        caller.account().mustChange();
        var application = application(caller.account(), request.parameter("appid"));
        var name = request.parameter("filename").orElseThrow(() -> OperationReader.bad("The query has no filename."));
        var fingerprint = new Fingerprint(request.method(), request.target());
        try (var received = uploads.receive(new Body(request.body().get(), fingerprint, clock))) {
            return once(caller, fingerprint, false, () -> published(request, application, name, received));
        }
    }

    /** {@code downloadUrl} is that of the file; of the first, if they came in a zip. */
    private Answer published(
            RestRequest request, Application application, String name, MediaFileUpload.Received received) {
        var rows = new ArrayList<List<Answer.Field>>();
        for (String file : uploads.publish(application, name, received)) {
            rows.add(List.of(
                    Answer.text("filename", file),
                    Answer.text("downloadUrl", links.url(request.base(), application.id(), file))));
        }
        return Answer.done(rows.getFirst().getLast(), new Answer.Field.Table("files", "file", rows));
    }

    private Answer bill(RestRequest request, Account account) {
        post(request);
        var fingerprint = new Fingerprint(request.method(), request.target());
        byte[] body = new Body(request.body().get(), fingerprint, clock).whole(MOST_BYTES, OPERATION_BODY);
        var said = JsonOperations.is(request.contentType())
                ? json.readTexts("BillRecords", body, request.contentType())
                : xml.readTexts("BillRecords", body, request.contentType());
        return bills.answer(account, said, request.base());
    }

    private Answer operation(RestRequest request, Authentication.Caller caller, Progress progress) {
        if (!catalog.hasPath(request.function())) {
            throw new RestRefused(catalog.absentPath(request.function()) ? RestError.NOT_HERE : RestError.NO_SUCH_PATH);
        }
        post(request);
        var fingerprint = new Fingerprint(request.method(), request.target());
        byte[] body = new Body(request.body().get(), fingerprint, clock).whole(MOST_BYTES, OPERATION_BODY);
        var wanted = JsonOperations.is(request.contentType())
                ? json.read(body, request.contentType())
                : xml.read(body, request.contentType());
        var spec = catalog.find(wanted, request.function());
        progress.operation = spec.element();
        if (!spec.asks()) caller.account().mustChange();
        var operation = spec.make(withHints(wanted, spec, request));
        var application = application(caller.account(), wanted.appId());
        return once(caller, fingerprint, spec.asks(), () -> operation.run(application, services));
    }

    private static void post(RestRequest request) {
        if (!request.method().equals("POST")) {
            throw new RestRefused(RestError.BAD_METHOD, "The path is asked by POST, not by " + request.method() + ".");
        }
    }

    /** Flow-protocol 8.1: some attributes are repeated in the query. The body counts. */
    private static OperationRequest withHints(OperationRequest wanted, OperationSpec spec, RestRequest request) {
        var attributes = new HashMap<>(wanted.attributes());
        for (var attribute : spec.attributes()) {
            request.parameter(attribute.name()).ifPresent(said -> attributes.putIfAbsent(attribute.name(), said));
        }
        return new OperationRequest(wanted.appId(), wanted.element(), attributes, wanted.nested());
    }

    private Application application(Account account, Optional<String> appId) {
        String id = appId.orElseThrow(() -> OperationReader.bad("The request has no Appid."));
        // Whether there is such an application is told only to who may act on all of them.
        if (!account.mayActOn(id)) throw new RestRefused(RestError.NOT_ALLOWED);
        return applications.byId(id).orElseThrow(() -> new RestRefused(RestError.NO_SUCH_APPLICATION));
    }

    @FunctionalInterface
    private interface Work {
        Answer run();
    }

    /** D26: what changes something is done once for each signature. What came to nothing may be sent again. */
    private Answer once(Authentication.Caller caller, Fingerprint fingerprint, boolean asks, Work work) {
        if (asks || caller.timestamp().isEmpty()) return work.run();
        var memory = taken.computeIfAbsent(caller.account(), _ -> new ReplayMemory(ReplayMemory.MOST));
        var request = fingerprint.at(caller.timestamp().get());
        switch (memory.take(request, authentication.oldest(caller.account()))) {
            case TAKEN_BEFORE -> throw new RestRefused(RestError.TAKEN_BEFORE);
            case TOO_OLD ->
                throw new RestRefused(
                        RestError.TIMESTAMP,
                        "The timestamp is older than what this server can still tell from a copy.");
            case NEW -> {}
        }
        return done(work, memory, request);
    }

    private static Answer done(Work work, ReplayMemory memory, Taken request) {
        @Nullable Answer answer = null;
        try {
            answer = work.run();
            return answer;
        } finally {
            if (answer == null) memory.giveBack(request);
        }
    }
}
