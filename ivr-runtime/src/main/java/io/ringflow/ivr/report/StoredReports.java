package io.ringflow.ivr.report;

import io.ringflow.ivr.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Figures in the database. Thread-safe. */
public final class StoredReports implements QueueReports {

    private final Jdbi jdbi;
    private final ReportTable<QueueFigure> queues = ReportTable.ofQueues();
    private final ReportTable<AgentFigure> agents = ReportTable.ofAgents();

    public StoredReports(Database database) {
        jdbi = database.jdbi();
    }

    @Override
    public List<ReportLine<QueueFigure>> queues(ReportQuery query) {
        return queues.read(jdbi, query);
    }

    @Override
    public List<ReportLine<AgentFigure>> agents(ReportQuery query) {
        return agents.read(jdbi, query);
    }

    /** Adds to what is there: all of it or nothing. */
    void add(Map<Row, Tally<QueueFigure>> ofQueues, Map<Row, Tally<AgentFigure>> ofAgents) {
        jdbi.useTransaction(handle -> {
            queues.add(handle, ofQueues);
            agents.add(handle, ofAgents);
        });
    }

    void deleteBefore(Instant oldest) {
        jdbi.useTransaction(handle -> {
            queues.deleteBefore(handle, oldest);
            agents.deleteBefore(handle, oldest);
        });
    }
}
