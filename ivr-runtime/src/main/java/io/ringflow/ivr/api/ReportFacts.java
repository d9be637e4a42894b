package io.ringflow.ivr.api;

import io.ringflow.ivr.report.AgentFigure;
import io.ringflow.ivr.report.QueueFigure;
import io.ringflow.ivr.report.ReportLine;
import io.ringflow.ivr.report.ServiceLevel;
import io.ringflow.ivr.report.Tally;
import java.time.Instant;
import java.util.Optional;

/** Lines of reports, as answers have them. */
final class ReportFacts {

    private static final int MILLIS = 1_000;

    private ReportFacts() {}

    /** What happened at a queue. */
    record QueueReportFacts(
            @Field("When the hour, day or quarter of an hour began")
            Instant from,

            @Field("Number of the queue") String queue,
            @Field("Callers that came in") long entered,
            @Field("Callers that came from another queue") long movedIn,
            @Field("Callers that went on to another queue") long movedOut,
            @Field("Callers that an agent took") long answered,

            @Field("Of these, within the time of the service level")
            long answeredInTime,

            @Field("Callers that hung up, or left by a key") long abandoned,

            @Field("Callers that waited as long as they may")
            long timedOut,

            @Field("Callers that had hung up, kept their place, and were called back")
            long calledBack,

            @Field("Callers that left in another way") long otherwiseLeft,

            @Field("Agents that did not take a caller") long refused,

            @Field("Of a hundred that were answered, abandoned or timed out: those answered in time; missing when there"
                    + " were none")
            Optional<Integer> serviceLevelPercent,

            @Field("Of those that were answered, in the mean")
            Optional<Long> meanWaitSeconds,

            @Field("Of those that abandoned, in the mean") Optional<Long> meanAbandonedWaitSeconds,

            @Field("The longest that anybody waited") long longestWaitSeconds,

            @Field("Talks that ended, together") long talkSeconds,
            @Field("Of a talk, in the mean") Optional<Long> meanTalkSeconds,
            @Field("Agents' times after talks, together") long wrapUpSeconds,
            @Field("Of such a time, in the mean") Optional<Long> meanWrapUpSeconds) {

        static QueueReportFacts of(ReportLine<QueueFigure> line) {
            var tally = line.tally();
            return new QueueReportFacts(
                    line.from(),
                    line.key(),
                    tally.of(QueueFigure.ENTERED),
                    tally.of(QueueFigure.MOVED_IN),
                    tally.of(QueueFigure.MOVED_OUT),
                    tally.of(QueueFigure.ANSWERED),
                    tally.of(QueueFigure.ANSWERED_IN_TIME),
                    tally.of(QueueFigure.ABANDONED),
                    tally.of(QueueFigure.TIMED_OUT),
                    tally.of(QueueFigure.CALLED_BACK),
                    tally.of(QueueFigure.OTHERWISE_LEFT),
                    tally.of(QueueFigure.REFUSED),
                    ServiceLevel.percent(tally),
                    mean(tally, QueueFigure.ANSWERED_WAIT, QueueFigure.ANSWERED),
                    mean(tally, QueueFigure.ABANDONED_WAIT, QueueFigure.ABANDONED),
                    seconds(tally.of(QueueFigure.LONGEST_WAIT)),
                    seconds(tally.of(QueueFigure.TALK)),
                    mean(tally, QueueFigure.TALK, QueueFigure.TALKS),
                    seconds(tally.of(QueueFigure.WRAP_UP)),
                    mean(tally, QueueFigure.WRAP_UP, QueueFigure.WRAP_UPS));
        }

        private static Optional<Long> mean(Tally<QueueFigure> tally, QueueFigure of, QueueFigure by) {
            long count = tally.of(by);
            return count == 0 ? Optional.empty() : Optional.of(seconds(tally.of(of) / count));
        }
    }

    /** What an agent did. */
    record AgentReportFacts(
            @Field("When the hour, day or quarter of an hour began")
            Instant from,

            @Field("Id of the agent") String agentId,
            @Field("Callers that it was called for") long offered,
            @Field("Of these, those it took") long answered,

            @Field("Those it did not take: said no, did not answer, could not be called")
            long refused,

            @Field("How long it was not ready") long preparingSeconds,

            @Field("How long of that after talks") long wrapUpSeconds,

            @Field("How long it waited for callers") long readySeconds,
            @Field("How long it was called") long ringingSeconds,
            @Field("How long it talked") long talkSeconds) {

        static AgentReportFacts of(ReportLine<AgentFigure> line) {
            var tally = line.tally();
            return new AgentReportFacts(
                    line.from(),
                    line.key(),
                    tally.of(AgentFigure.OFFERED),
                    tally.of(AgentFigure.ANSWERED),
                    tally.of(AgentFigure.REFUSED),
                    seconds(tally.of(AgentFigure.PREPARING)),
                    seconds(tally.of(AgentFigure.WRAP_UP)),
                    seconds(tally.of(AgentFigure.READY)),
                    seconds(tally.of(AgentFigure.RINGING)),
                    seconds(tally.of(AgentFigure.TALK)));
        }
    }

    private static long seconds(long millis) {
        return (millis + MILLIS / 2) / MILLIS;
    }
}
