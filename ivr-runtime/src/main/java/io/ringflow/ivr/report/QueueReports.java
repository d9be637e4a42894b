package io.ringflow.ivr.report;

import java.util.List;

/** What queues and agents did. Thread-safe; what happened in the last seconds may be missing. */
public interface QueueReports {

    List<ReportLine<QueueFigure>> queues(ReportQuery query);

    List<ReportLine<AgentFigure>> agents(ReportQuery query);
}
