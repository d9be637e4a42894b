package io.ringflow.ivr.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringflow.ivr.account.DialPlan;
import io.ringflow.ivr.application.ApplicationDesk;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.application.NumberDesk;
import io.ringflow.ivr.call.AgentNotices;
import io.ringflow.ivr.call.CallDesk;
import io.ringflow.ivr.call.CallIds;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CallServices;
import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.call.CentreDesk;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.ConferenceDesk;
import io.ringflow.ivr.call.DialDesk;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.call.HeldCallers;
import io.ringflow.ivr.call.OpenLines;
import io.ringflow.ivr.call.TalkDesk;
import io.ringflow.ivr.call.TalkOperations;
import io.ringflow.ivr.cdr.CallRecords;
import io.ringflow.ivr.config.ServerConfig;
import io.ringflow.ivr.flow.ApplicationHttp;
import io.ringflow.ivr.flow.DurableNotifier;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.HttpFlowClient;
import io.ringflow.ivr.http.HealthView;
import io.ringflow.ivr.http.OperatorServer;
import io.ringflow.ivr.observe.CallMeters;
import io.ringflow.ivr.observe.CallObservers;
import io.ringflow.ivr.observe.CallStories;
import io.ringflow.ivr.observe.FlowMeters;
import io.ringflow.ivr.observe.MachineMeters;
import io.ringflow.ivr.observe.MediaMeters;
import io.ringflow.ivr.observe.RoomMeters;
import io.ringflow.ivr.observe.SipMeters;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.rest.RestServer;
import io.ringflow.ivr.room.RoomOperations;
import io.ringflow.ivr.room.RoomTable;
import io.ringflow.ivr.speech.SpeechStore;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.engine.MediaEngine;
import io.ringflow.media.play.PromptStore;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole server: every part, made once and joined here. Thread-safe; closing ends all calls and frees everything. */
public final class Server implements AutoCloseable, HealthView {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long PROMPT_BYTES = 512L * 1024 * 1024;

    private final Clockwork time;
    private final Instant startedAt;
    private final Deque<AutoCloseable> open;
    private final CallRegistry calls = new CallRegistry();
    private final CallDesk desk;
    private final DialDesk dialDesk;
    private final ConferenceDesk conferenceDesk;
    private final TalkDesk talkDesk = new TalkDesk(calls);
    private final MediaEngine media;
    private final SpeechStore speech;
    private final RecordingPart recordings;
    private final RoomTable rooms;
    private final CallCentres centres;
    private final CentreDesk centreDesk;
    private final OpenLines openLines;
    private final CentreViews views;
    private final TelephonePart telephones;
    private final SipEndpoint sip;
    private final StoragePart storage;
    private final DurableNotifier notifier;
    private final OperatorServer http;
    private final Optional<RestServer> restHttp;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private volatile boolean accepting = true;

    private Server(ServerConfig config, Clockwork time, Deque<AutoCloseable> open) throws IOException {
        this.time = time;
        this.open = open;
        this.startedAt = time.clock().instant();
        var data = opened(DataDirectory.take(config.dataDir()));
        var flowMeters = new FlowMeters(registry);
        var stories = new CallStories(time.clock(), calls);
        var applications = new ApplicationTable(config.applications(), config.numbers());
        var prompts = new PromptStore(config.promptDirs(), PROMPT_BYTES, time.clock());
        var rest = new RestPart(config.rest(), calls, data.file("uploads"), time.clock());
        var asking = opened(
                new ApplicationHttp(time.timers(), time.clock(), config.flow().deniedNetworks()));
        storage = opened(StoragePart.open(data, config, applications, time));
        var settings = PartSettings.calls(config);
        var ledger = opened(LedgerPart.open(
                data.file("calls.ledger"), config.sip().maxCalls(), applications, settings.zone(), registry, time));
        notifier = opened(new DurableNotifier(
                storage.database(),
                asking,
                applications,
                config.flow(),
                flowMeters,
                rest.notified(),
                time.timers(),
                time.clock(),
                ledger.belated()));
        recordings = opened(RecordingPart.open(
                data, config.recordings(), config.http(), this::httpPort, storage.database(), registry, time));
        media = opened(MediaEngine.start(config.media(), time.ticks(), new MediaMeters(registry)));
        speech = opened(SpeechPart.open(config.speech(), data.file("speech"), registry, time));
        var sounds = rest.prompts(new StoredPrompts(prompts, recordings.store()));
        rooms = opened(new RoomTable(
                media::conference,
                sounds::load,
                notifier,
                recordings.store(),
                config.conferences(),
                new RoomMeters(registry),
                time.timers(),
                time.clock()));
        var centre = config.callCentre();
        views = opened(CentreViews.open(centre, storage, config.callRecords().keepFor(), applications, registry, time));
        centres = opened(CallCentres.open(centre.centres(), storage.database(), time.timers(), time.clock()));
        var trunks = new TrunkTable(config.trunks(), MediaProfile.of(config.media()));
        telephones = opened(TelephonePart.open(
                data.file("registrations.db"),
                config.accounts(),
                storage.provisioning(),
                applications,
                trunks,
                config.sip().trustedNetworks(),
                registry,
                time));
        var outbound =
                OwnLegs.calls(config.trunks(), telephones.telephones(), this::sip, new OwnMedia(media), registry, time);
        var services = new CallServices(
                new HttpFlowClient(asking, notifier, config.flow(), flowMeters, time.clock()),
                new FlowReader(rest.commands()),
                notifier,
                trunks,
                media::open,
                sounds,
                speech,
                recordings.store(),
                outbound,
                rooms,
                centres,
                calls,
                new CallIds(time.clock(), settings.zone()),
                ledger.settled(),
                settings,
                new CallObservers(List.of(new CallMeters(registry, calls), stories, rest.calls())),
                time.timers(),
                time.clock());
        desk = new CallDesk(new DialPlan(applications, telephones.accounts()), services);
        dialDesk = new DialDesk(services);
        conferenceDesk = new ConferenceDesk(rooms, dialDesk, calls);
        centreDesk = new CentreDesk(services, dialDesk);
        rest.serve(dialDesk, rooms, conferenceDesk, centreDesk, centres, talkDesk, recordings, notifier);
        centres.observe(new AgentNotices(
                applications, notifier, PartSettings.calls(config).zone()));
        views.watch(centres);
        centres.restore();
        sip = opened(SipEndpoint.start(
                PartSettings.sip(config.sip()),
                desk,
                Optional.of(telephones.registrar()),
                time.timers(),
                time.clock(),
                new SipMeters(registry)));
        telephones.checks().start(sip::ping);
        opened(outbound.watchTrunks(time.timers()));
        opened(outbound.register(time.timers()));
        openLines = new OpenLines(applications, centres, dialDesk, calls, centre.standbyPrompt());
        centres.observe(openLines);
        openLines.restore();
        centres.callBackBy(new HeldCallers(applications, services));
        flowMeters.watch(notifier::pending);
        opened(MachineMeters.bind(registry, RestingCarrier::resting));
        http = opened(OperatorServer.start(
                InetAddress.getByName(config.http().host()),
                config.http().port(),
                () -> views.scrape(centres),
                this,
                stories,
                recordings.routes()));
        recordings.tellMended(applications, notifier);
        restHttp = rest.listen(applications, stories, recordings, storage, telephones, views, registry)
                .map(this::opened);
        // Streams have no end: they are ended before the port is closed.
        opened(views.events());
    }

    /**
     * Starts everything, or nothing: what was opened before a failure is closed again.
     *
     * @throws io.ringflow.sip.SipFailure a SIP port can't be had
     * @throws UncheckedIOException the data directory can't be made
     * @throws IllegalStateException another server has the data directory, or the HTTP port is taken
     */
    public static Server start(ServerConfig config, Clockwork time) {
        var open = new ArrayDeque<AutoCloseable>();
        try {
            return new Server(config, time, open);
        } catch (IOException e) {
            open.forEach(Server::closeOne);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            open.forEach(Server::closeOne);
            throw e;
        }
    }

    public List<ListenAddress> sipAddresses() {
        return sip.addresses();
    }

    public int httpPort() {
        return http.port();
    }

    /** Where applications ask; empty when nobody may. */
    public OptionalInt restPort() {
        return restHttp.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
    }

    public int activeCalls() {
        return calls.size();
    }

    /** The call centres of its applications. */
    public CallCentres callCentres() {
        return centres;
    }

    /** What applications do to their conferences. */
    public RoomOperations conferences() {
        return rooms;
    }

    /** Where applications are looked at and changed. */
    public ApplicationDesk applications() {
        return storage.applications();
    }

    /** The inventory of access numbers. */
    public NumberDesk numbers() {
        return storage.numbers();
    }

    /** The calls that are over. */
    public CallRecords callRecords() {
        return storage.callRecords();
    }

    /** Puts what applications.conf says now in place of what it said; the next call sees it. */
    public void applicationsChanged(ServerConfig now) {
        storage.provisioning().fileChanged(StoragePart.fromFile(now));
        telephones.accounts().replace(now.accounts().accounts());
        LOG.info(
                "applications.conf was read again: {} applications",
                now.applications().size());
    }

    /** Brings calls into conferences. */
    public ConferenceCalls conferenceCalls() {
        return conferenceDesk;
    }

    /** What applications do to calls of their call centres. */
    public CentreCalls centreCalls() {
        return centreDesk;
    }

    /** What applications do to the talks of their calls. */
    public TalkOperations talks() {
        return talkDesk;
    }

    /** Starts calls of the platform's own. */
    public Dialer dialer() {
        return dialDesk;
    }

    /** Whether nothing happens until time goes on or the network brings something. */
    public boolean idle() {
        return calls.idle() && partsIdle();
    }

    /** The same, but for calls whose application has not answered yet: whether it will is for others to know. */
    public boolean idleOrAsking() {
        return calls.idleOrAsking() && partsIdle();
    }

    private boolean partsIdle() {
        return sip.idle()
                && media.idle()
                && notifier.idle()
                && speech.idle()
                && recordings.idle()
                && storage.idle()
                && telephones.idle()
                && rooms.idle()
                && centres.idle()
                && openLines.idle()
                && views.idle();
    }

    /** Refuses new calls from now on; those that are there go on. */
    public void drain() {
        accepting = false;
        desk.close();
        dialDesk.close();
        centres.callNobodyBack();
        sip.refuseNewCalls();
        LOG.info("draining: no new calls, {} go on", calls.size());
    }

    /** Ends every call with BYE; they are gone when {@link #activeCalls} is 0. */
    public void endCalls() {
        calls.endAll(EndReason.of(Cause.SERVER_DRAINING, "the server is stopping"));
    }

    @Override
    public boolean accepting() {
        return accepting;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("calls", calls.size());
        facts.put("mediaSessions", media.openSessions());
        facts.put("conferences", rooms.size());
        facts.put("intercoms", rooms.intercoms().size());
        facts.put("registrations", telephones.registrar().size());
        facts.put("notificationsPending", notifier.pending());
        facts.put("database", notifier.databaseAway() ? "away" : "ready");
        facts.put("archive", recordings.archiveState());
        facts.put("speech", speech.missing().orElse("ready"));
        facts.put(
                "uptimeSeconds",
                Duration.between(startedAt, time.clock().instant()).toSeconds());
        facts.put("sip", sipAddresses().stream().map(PartSettings::text).toList());
        return facts;
    }

    @Override
    public void close() {
        drain();
        endCalls();
        while (!open.isEmpty()) closeOne(open.pop());
        registry.close();
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("closing {} failed", part, e);
        }
    }

    private SipEndpoint sip() {
        return sip;
    }
}
