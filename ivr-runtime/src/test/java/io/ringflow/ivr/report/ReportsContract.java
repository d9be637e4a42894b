package io.ringflow.ivr.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentEvent;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CallerChange;
import io.ringflow.ivr.queue.QueueExit;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reports of queues and agents say, in whatever database. */
abstract class ReportsContract {

    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
    private static final Duration KEPT = Duration.ofMinutes(90);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    private Database database;
    private StoredReports reports;
    private FakeTime time;
    private ReportWriter writer;

    /** A new, empty one. */
    abstract Database open() throws IOException;

    @BeforeEach
    void begin() throws IOException {
        database = open();
        reports = new StoredReports(database);
        time = new FakeTime(START, () -> writer == null || writer.idle());
        writer = start();
    }

    private ReportWriter start() {
        return ReportWriter.start(reports, Duration.ofSeconds(20), KEPT, time, time);
    }

    @AfterEach
    void end() {
        writer.close();
        database.close();
    }

    private CallerChange caller(String queue, Instant enteredAt, Optional<String> agent) {
        return new CallerChange("shop", queue, "call", "13800138000", 0, enteredAt, agent, time.instant());
    }

    private void waits(String queue, Duration waiting, QueueExit how) {
        var entered = time.instant();
        writer.callerEntered(caller(queue, entered, Optional.empty()));
        time.advance(waiting);
        var agent = how == QueueExit.ANSWERED ? Optional.of("1001") : Optional.<String>empty();
        writer.callerLeft(caller(queue, entered, agent), how);
    }

    private void agent(AgentState state, AgentEvent why) {
        writer.agentChanged(new AgentChange(
                "shop",
                "1001",
                Optional.empty(),
                state,
                Optional.empty(),
                Optional.of("7"),
                Optional.empty(),
                why,
                time.instant()));
    }

    private static ReportQuery query(ReportQuery.By by, ZoneId zone) {
        return new ReportQuery("shop", Optional.empty(), START, START.plus(Duration.ofDays(3)), by, zone);
    }

    private List<ReportLine<QueueFigure>> queues(ReportQuery.By by, ZoneId zone) {
        time.advance(Duration.ofSeconds(11));
        return reports.queues(query(by, zone));
    }

    @Test
    void eachWayOutOfAQueueIsCountedOnce() {
        waits("7", Duration.ofSeconds(5), QueueExit.ANSWERED);
        waits("7", Duration.ofSeconds(40), QueueExit.ANSWERED);
        waits("7", Duration.ofSeconds(12), QueueExit.HUNG_UP);
        waits("7", Duration.ofSeconds(60), QueueExit.TIMEOUT);
        waits("7", Duration.ofSeconds(1), QueueExit.KEY);
        waits("7", Duration.ofSeconds(1), QueueExit.CALLED_BACK);
        waits("7", Duration.ofSeconds(1), QueueExit.QUEUE_DELETED);
        writer.talkOver(caller("7", START, Optional.of("1001")), Duration.ofSeconds(90));
        writer.agentRefused(caller("7", START, Optional.of("1002")), AgentRefusal.NO_ANSWER);
        var lines = queues(ReportQuery.By.HOUR, SHANGHAI);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().key()).isEqualTo("7");
        assertThat(lines.getFirst().from()).isEqualTo(START);
        var tally = lines.getFirst().tally();
        assertThat(tally.of(QueueFigure.ENTERED)).isEqualTo(7);
        assertThat(tally.of(QueueFigure.ANSWERED)).isEqualTo(2);
        assertThat(tally.of(QueueFigure.ANSWERED_IN_TIME)).isEqualTo(1);
        assertThat(tally.of(QueueFigure.ABANDONED)).isEqualTo(2);
        assertThat(tally.of(QueueFigure.TIMED_OUT)).isEqualTo(1);
        assertThat(tally.of(QueueFigure.CALLED_BACK)).isEqualTo(1);
        assertThat(tally.of(QueueFigure.OTHERWISE_LEFT)).isEqualTo(1);
        assertThat(tally.of(QueueFigure.REFUSED)).isEqualTo(1);
        assertThat(tally.of(QueueFigure.ANSWERED_WAIT)).isEqualTo(45_000);
        assertThat(tally.of(QueueFigure.ABANDONED_WAIT)).isEqualTo(13_000);
        assertThat(tally.of(QueueFigure.LONGEST_WAIT)).isEqualTo(60_000);
        assertThat(tally.of(QueueFigure.TALK)).isEqualTo(90_000);
    }

    @Test
    void whatIsWrittenLaterIsAddedAndTheLongestStaysTheLongest() {
        waits("7", Duration.ofSeconds(50), QueueExit.ANSWERED);
        time.advance(Duration.ofSeconds(30));
        waits("7", Duration.ofSeconds(5), QueueExit.ANSWERED);
        var tally = queues(ReportQuery.By.HOUR, SHANGHAI).getFirst().tally();
        assertThat(tally.of(QueueFigure.ANSWERED)).isEqualTo(2);
        assertThat(tally.of(QueueFigure.LONGEST_WAIT)).isEqualTo(50_000);
    }

    @Test
    void whoIsSentToAnotherQueueHasComeInOnce() {
        var entered = time.instant();
        writer.callerEntered(caller("7", entered, Optional.empty()));
        time.advance(Duration.ofSeconds(30));
        writer.callerMoved(caller("8", entered, Optional.empty()), "7");
        writer.callerLeft(caller("8", entered, Optional.of("1001")), QueueExit.ANSWERED);
        var lines = queues(ReportQuery.By.DAY, SHANGHAI);
        assertThat(lines).map(ReportLine::key).containsExactly("7", "8");
        assertThat(lines.get(0).tally().of(QueueFigure.ENTERED)).isEqualTo(1);
        assertThat(lines.get(0).tally().of(QueueFigure.MOVED_OUT)).isEqualTo(1);
        assertThat(lines.get(1).tally().of(QueueFigure.ENTERED)).isZero();
        assertThat(lines.get(1).tally().of(QueueFigure.MOVED_IN)).isEqualTo(1);
        assertThat(lines.get(1).tally().of(QueueFigure.ANSWERED_WAIT)).isEqualTo(30_000);
    }

    @Test
    void hoursAndDaysAreThoseOfTheZone() {
        // 2026-03-01 16:00:01 UTC is the next day in Shanghai, and 21:45 of the same in Kathmandu.
        for (var at : List.of(START, START.plus(Duration.ofHours(14)).plusSeconds(1))) {
            writer.callerEntered(new CallerChange("shop", "7", "call", "", 0, at, Optional.empty(), at));
        }
        assertThat(queues(ReportQuery.By.DAY, SHANGHAI))
                .map(ReportLine::from)
                .containsExactly(Instant.parse("2026-02-28T16:00:00Z"), Instant.parse("2026-03-01T16:00:00Z"));
        assertThat(queues(ReportQuery.By.DAY, KATHMANDU))
                .map(ReportLine::from)
                .containsExactly(Instant.parse("2026-02-28T18:15:00Z"));
        assertThat(queues(ReportQuery.By.HOUR, KATHMANDU))
                .map(ReportLine::from)
                .containsExactly(Instant.parse("2026-03-01T01:15:00Z"), Instant.parse("2026-03-01T15:15:00Z"));
    }

    @Test
    void anAgentsTimeIsCountedToTheIntervalItPassedIn() {
        agent(AgentState.READY, AgentEvent.ON_WORK_READY);
        time.advance(Duration.ofMinutes(20));
        agent(AgentState.LOCKED, AgentEvent.OFFERED);
        time.advance(Duration.ofSeconds(6));
        agent(AgentState.TALKING, AgentEvent.ANSWERED);
        time.advance(Duration.ofMinutes(3));
        agent(AgentState.PREPARING, AgentEvent.TALK_OVER);
        time.advance(Duration.ofSeconds(25));
        agent(AgentState.READY, AgentEvent.MADE_READY);
        time.advance(Duration.ofSeconds(11));
        writer.agentOffDuty("shop", "1001", time.instant());
        time.advance(Duration.ofMinutes(30));

        var lines = reports.agents(query(ReportQuery.By.QUARTER, SHANGHAI));
        assertThat(lines).map(ReportLine::from).containsExactly(START, START.plus(Duration.ofMinutes(15)));
        assertThat(lines.get(0).tally().of(AgentFigure.READY)).isEqualTo(900_000);
        var second = lines.get(1).tally();
        assertThat(second.of(AgentFigure.READY)).isEqualTo(311_000);
        assertThat(second.of(AgentFigure.RINGING)).isEqualTo(6_000);
        assertThat(second.of(AgentFigure.TALK)).isEqualTo(180_000);
        assertThat(second.of(AgentFigure.PREPARING)).isEqualTo(25_000);
        assertThat(second.of(AgentFigure.WRAP_UP)).isEqualTo(25_000);
        var queue =
                reports.queues(query(ReportQuery.By.DAY, SHANGHAI)).getFirst().tally();
        assertThat(queue.of(QueueFigure.WRAP_UPS)).isEqualTo(1);
        assertThat(queue.of(QueueFigure.WRAP_UP)).isEqualTo(25_000);
    }

    @Test
    void aServerThatIsStoppedWritesWhatItHas() {
        waits("7", Duration.ofSeconds(1), QueueExit.ANSWERED);
        writer.close();
        assertThat(reports.queues(query(ReportQuery.By.DAY, SHANGHAI))).hasSize(1);
    }

    @Test
    void aKillLosesNoMoreThanASecond() {
        waits("7", Duration.ofSeconds(1), QueueExit.ANSWERED);
        time.advance(Duration.ofSeconds(1));
        var tally =
                reports.queues(query(ReportQuery.By.DAY, SHANGHAI)).getFirst().tally();
        assertThat(tally.of(QueueFigure.ANSWERED)).isEqualTo(1);
        waits("7", Duration.ofSeconds(1), QueueExit.HUNG_UP);
        time.advance(Duration.ofSeconds(1));
        tally = reports.queues(query(ReportQuery.By.DAY, SHANGHAI)).getFirst().tally();
        assertThat(tally.of(QueueFigure.ABANDONED)).isEqualTo(1);
    }

    @Test
    void anAgentOnDutyIsCountedFromTheStartOfTheServerOn() {
        var duty = new AgentDuty("1001", "8001", Map.of("0", 5), true, Optional.empty(), Optional.empty(), false);
        writer.agentRestored(
                "shop",
                new AgentStatus(
                        duty,
                        AgentState.READY,
                        START,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        START.minusSeconds(60)));
        time.advance(Duration.ofMinutes(2));
        var tally =
                reports.agents(query(ReportQuery.By.DAY, SHANGHAI)).getFirst().tally();
        assertThat(tally.of(AgentFigure.READY)).isEqualTo(120_000);
    }

    @Test
    void onlyWhatIsAskedForIsThereAndNothingOfOthers() {
        waits("7", Duration.ofSeconds(1), QueueExit.ANSWERED);
        waits("8", Duration.ofSeconds(1), QueueExit.ANSWERED);
        assertThat(queues(ReportQuery.By.DAY, SHANGHAI)).hasSize(2);
        var day = ReportQuery.By.DAY;
        var end = START.plus(Duration.ofDays(1));
        assertThat(reports.queues(new ReportQuery("shop", Optional.of("8"), START, end, day, SHANGHAI)))
                .map(ReportLine::key)
                .containsExactly("8");
        assertThat(reports.queues(new ReportQuery("bank", Optional.empty(), START, end, day, SHANGHAI)))
                .isEmpty();
        assertThat(reports.queues(new ReportQuery("shop", Optional.empty(), end, end.plusSeconds(1), day, SHANGHAI)))
                .isEmpty();
    }

    @Test
    void whatIsTooOldIsDeleted() {
        waits("7", Duration.ofSeconds(1), QueueExit.ANSWERED);
        assertThat(queues(ReportQuery.By.DAY, SHANGHAI)).hasSize(1);
        time.advance(KEPT.plusMinutes(30));
        assertThat(reports.queues(query(ReportQuery.By.DAY, SHANGHAI))).isEmpty();
    }

    @Test
    void csvHasALineForEach() {
        waits("7", Duration.ofMillis(1_500), QueueExit.ANSWERED);
        var lines = ReportCsv.queues(queues(ReportQuery.By.HOUR, SHANGHAI), SHANGHAI)
                .split("\r\n");
        assertThat(lines[0])
                .isEqualTo(
                        "from,localtime,queuetype,entered,movedin,movedout,answered,answeredintime,abandoned,timedout,calledback,"
                                + "otherwiseleft,refused,answeredwaitseconds,abandonedwaitseconds,longestwaitseconds,talks,"
                                + "talkseconds,wrapups,wrapupseconds,servicelevelpercent");
        assertThat(lines[1])
                .isEqualTo("2026-03-01T02:00:00Z,2026-03-01 10:00,7,1,0,0,1,1,0,0,0,0,0,1.5,0.0,1.5,0,0.0,0,0.0,100");
        assertThat(lines).hasSize(2);
    }
}
