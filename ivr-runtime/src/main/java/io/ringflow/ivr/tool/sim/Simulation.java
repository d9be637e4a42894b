package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.call.AgentNotices;
import io.ringflow.ivr.call.Call;
import io.ringflow.ivr.call.CallDesk;
import io.ringflow.ivr.call.CallIds;
import io.ringflow.ivr.call.CallObserver;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CallServices;
import io.ringflow.ivr.call.CallSettings;
import io.ringflow.ivr.call.CallSummary;
import io.ringflow.ivr.call.CentreDesk;
import io.ringflow.ivr.call.ConferenceDesk;
import io.ringflow.ivr.call.DialDesk;
import io.ringflow.ivr.call.OutboundCalls;
import io.ringflow.ivr.call.TalkDesk;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.flow.ApplicationHttp;
import io.ringflow.ivr.flow.DirectNotifier;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.ivr.flow.FlowObserver;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.FlowSettings;
import io.ringflow.ivr.flow.HttpFlowClient;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.ledger.CallLedger;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.queue.CentreSettings;
import io.ringflow.ivr.rest.AnswerOperations;
import io.ringflow.ivr.rest.NotifiedOperations;
import io.ringflow.ivr.rest.OperationServices;
import io.ringflow.ivr.rest.RecentCalls;
import io.ringflow.ivr.room.RoomObserver;
import io.ringflow.ivr.room.RoomSettings;
import io.ringflow.ivr.room.RoomTable;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.trunk.OutboundTrunks;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call from {@code startservice} to {@code stopservice}: the server's own desk, script, commands and HTTP client
 * between a pretended caller and the application. The call's time jumps; the application answers in real time. Used once,
 * by one thread.
 */
public final class Simulation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SIP_PORT = 5060;

    private final SimPlan plan;
    private final SimTime time;
    private final Story story;
    private final SimLeg leg;
    private final SimCaller caller;
    private final CallRegistry registry = new CallRegistry();
    private final ScheduledExecutorService realTimers;
    private final ApplicationHttp http;
    private final ObservedFlow flow;
    private final SimRecordings recordings;
    private final RoomTable rooms;
    private final CallCentres centres;
    private final DirectNotifier notifier;
    private final CallDesk desk;
    /** What agents do that the application has not been told yet. */
    private final Queue<Notification> agentNews = new ConcurrentLinkedQueue<>();

    private @Nullable SimSession session;

    /** @param out takes each line of the story at once */
    public Simulation(SimPlan plan, Consumer<String> out) {
        this.plan = plan;
        time = new SimTime(InstantSource.system().instant());
        story = new Story(time, out);
        leg = new SimLeg(story);
        caller = new SimCaller(plan.keys(), plan.hearsOut(), plan.speech(), time, story, this::press);
        realTimers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("deadlines").daemon().factory());
        http = new ApplicationHttp(realTimers, InstantSource.system());
        var operations = new AtomicReference<@Nullable OperationServices>();
        var reader = new FlowReader(AnswerOperations.catalog(() -> Objects.requireNonNull(operations.get())));
        notifier = new DirectNotifier(http, new NotifiedOperations(reader), story::notified);
        var asking =
                new HttpFlowClient(http, notifier, FlowSettings.defaults(), FlowObserver.NONE, InstantSource.system());
        var settings = CallSettings.defaults();
        centres = CallCentres.inMemory(CentreSettings.defaults(settings.zone()), time, time);
        if (!plan.onlyFirstAnswer()) {
            centres.observe(new AgentNotices(new TheApplication(), agentNews::add, settings.zone()));
        }
        var centre = new SimCentre(centres, plan.application());
        flow = new ObservedFlow(asking, reader, story, plan.showDocuments(), centre::serve, this::answered);
        recordings = new SimRecordings(time);
        var prompts = new SimPrompts(plan.prompts(), plan.promptLength(), settings.apologyPrompt());
        rooms = new RoomTable(
                (config, listener) -> new SimRoom(time, story, config, listener),
                prompts::load,
                notifier,
                recordings,
                RoomSettings.defaults(),
                RoomObserver.NONE,
                time,
                time);
        var services = new CallServices(
                flow,
                reader,
                notifier,
                new TrunkTable(List.of(), MediaProfile.of(MediaConfig.defaults())),
                (_, _, listener) -> {
                    var opened = new SimSession(time, story, plan.speech(), listener);
                    session = opened;
                    return opened;
                },
                prompts,
                new SimSpeech(),
                recordings,
                new OutboundCalls(
                        new OutboundTrunks(List.of(SimCarrier.trunk()), time),
                        new SimCarrier(time, story, plan.party()),
                        (_, _, listener) -> new SimSession(time, story, plan.speech(), listener),
                        () -> new SimRoom(time, story, ConferenceConfig.defaults(), _ -> {})),
                rooms,
                centres,
                registry,
                new CallIds(time, settings.zone()),
                CallLedger.NONE,
                settings,
                new Watching(),
                time,
                time);
        desk = new CallDesk(new TheApplication(), services);
        var dialler = new DialDesk(services);
        operations.set(new OperationServices(
                new RecentCalls(registry, time),
                dialler,
                rooms,
                new ConferenceDesk(rooms, dialler, registry),
                new CentreDesk(services, dialler),
                centres,
                new TalkDesk(registry),
                recordings.running(),
                notifier,
                settings.zone()));
    }

    /** Makes the call and waits until it is over. */
    public SimResult run() {
        plan.hangUpAfter().ifPresent(after -> time.after(after, () -> hangUp("the caller hangs up")));
        desk.onIncoming(leg, invitation());
        while (stillGoesOn()) {
            if (toldOfAgents()) continue;
            caller.act();
            if (time.elapsed().compareTo(plan.limit()) > 0) {
                hangUpFor("it goes on for more than " + plan.limit().toMinutes() + " minutes");
            } else if (!time.advance()) {
                hangUpFor("it waits for something that can't happen here");
            }
        }
        while (toldOfAgents()) waitUntilNothingIsUnderWay();
        var unused = plan.keys().unused();
        if (!unused.isEmpty()) story.problem("keys were not asked for: " + unused);
        return new SimResult(flow.exchanges(), story.problems(), story.lines());
    }

    @Override
    public void close() {
        recordings.close();
        http.close();
        realTimers.shutdownNow();
    }

    /** Waits until the call's thread waits for something to happen; false when it is gone. */
    private boolean stillGoesOn() {
        waitUntilNothingIsUnderWay();
        return registry.size() > 0;
    }

    private void waitUntilNothingIsUnderWay() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!centres.idle() || registry.size() > 0 && !(registry.idle() && rooms.idle())) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("the simulated call does not go on");
            LockSupport.parkNanos(50_000);
        }
    }

    /**
     * Tells the application the next thing that an agent did, and does what it answers; false: there is nothing to tell. While
     * nothing else is under way: so a call tells the same story each time.
     */
    private boolean toldOfAgents() {
        var news = agentNews.poll();
        if (news == null) return false;
        notifier.send(news);
        return true;
    }

    private void answered() {
        if (plan.onlyFirstAnswer()) leg.callerHangsUp();
    }

    private void press(char key) {
        var to = session;
        if (to != null) to.press(key);
    }

    private void hangUp(String why) {
        story.call(why);
        leg.callerHangsUp();
    }

    private void hangUpFor(String problem) {
        story.problem(problem);
        hangUp("the caller hangs up");
    }

    private Invitation invitation() {
        var loopback = InetAddress.getLoopbackAddress();
        return new Invitation(
                "simulated",
                plan.from(),
                plan.to(),
                plan.to(),
                new InetSocketAddress(loopback, SIP_PORT),
                new ListenAddress(Transport.UDP, loopback, SIP_PORT, loopback.getHostAddress()),
                Optional.of(SessionDescription.sdp("simulated")),
                Map.of());
    }

    /** Whatever number is dialled, it is this application's. */
    private final class TheApplication implements Applications {
        @Override
        public Optional<Application> forNumber(String number) {
            return Optional.of(plan.application());
        }

        @Override
        public Optional<Application> byId(String appId) {
            return Optional.of(plan.application());
        }

        @Override
        public List<Application> all() {
            return List.of(plan.application());
        }
    }

    private final class Watching implements CallObserver {
        @Override
        public void waits(Call call, Waiting waiting) {
            if (!call.outbound()) caller.waits(waiting);
        }

        @Override
        public void commandRan(Call call, Command command) {
            if (!call.outbound()) caller.commandRan();
        }

        @Override
        public void promptMissing(Call call, String file) {
            story.problem("there is no prompt " + file + ": the server passes over it");
        }

        @Override
        public void speechMissing(Call call, SpeechFailure failure) {
            story.problem("something is not said: " + failure.getMessage());
        }

        @Override
        public void refused(EndReason reason) {
            story.problem("the call is not taken: " + reason.text());
        }

        @Override
        public void ended(CallSummary summary) {
            summary.failure()
                    .filter(failure -> failure.kind() == FlowFailure.Kind.LOOP)
                    .ifPresent(loop -> story.problem("the application sends the call in circles: " + loop.detail()));
            if (summary.reason().cause() == Cause.SERVER_ERROR) {
                story.problem("the call broke: " + summary.reason().text());
            }
        }
    }
}
