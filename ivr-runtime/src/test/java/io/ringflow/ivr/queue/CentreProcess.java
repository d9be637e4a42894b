package io.ringflow.ivr.queue;

import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.JdbiException;

/** One process with call centres: it may die at any moment. */
final class CentreProcess implements AutoCloseable {

    static final String APP = "0123456789abcdef0123456789abcdef";
    private static final Instant BEGIN = Instant.parse("2026-01-05T09:00:00Z");

    final FakeTime time;
    private final Database database;
    final CallCentres centres;
    final SampleCallBacks backs = new SampleCallBacks();
    final List<AgentChange> changes = new CopyOnWriteArrayList<>();
    final List<String> restored = new CopyOnWriteArrayList<>();

    /** @param later how long after the first it starts */
    CentreProcess(Database database, Duration later) {
        this.database = database;
        time = new FakeTime(BEGIN.plus(later), () -> true);
        centres = CallCentres.open(CentreSettings.defaults(ZoneOffset.UTC), database, time, time);
        time.idleWhen(centres::idle);
        centres.observe(new CentreObserver() {
            @Override
            public void agentChanged(AgentChange change) {
                changes.add(change);
            }

            @Override
            public void agentRestored(String applicationId, AgentStatus agent) {
                restored.add(agent.duty().agentId() + ":" + agent.state().number());
            }
        });
        centres.restore();
        time.settle();
    }

    CallCentre centre() {
        return centres.of(SampleApplications.of(APP));
    }

    /** Each agent and its state. */
    List<String> states() {
        return centre().agents().stream()
                .map(agent -> agent.duty().agentId() + ":" + agent.state().number())
                .toList();
    }

    /** Who waits in the usual queue, in order. */
    List<String> waiting() {
        return centre().queue("0").orElseThrow().callers().stream()
                .map(caller -> caller.callId() + (caller.held() ? " held" : ""))
                .toList();
    }

    /** How many a table has, when everything is written. */
    int rows(String table) {
        gathered();
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    /** What was noted without anybody waiting for it is written. */
    void gathered() {
        time.advance(Duration.ofMillis(20));
    }

    /** Ids of the agents that the database knows; nobody when it can't be asked. */
    List<String> written() {
        try {
            return database.jdbi().withHandle(CentreRows::agents).stream()
                    .map(row -> row.what().duty().agentId())
                    .toList();
        } catch (JdbiException away) {
            return List.of();
        }
    }

    /** What could not be written is tried again. */
    void later() {
        time.advance(Duration.ofSeconds(1));
    }

    /** As by kill -9: the parts are not closed. */
    @Override
    public void close() {
        database.close();
    }
}
