package io.ringflow.bench.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one run has found, as written to JSON. Times in milliseconds, memory in kilobytes. */
public record Report(
        String started,
        Machine machine,
        Settings settings,
        Calls calls,
        Setup setup,
        Rtp rtp,
        Pacing pacing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Server server,
        Tool tool) {

    /** The plan in its own words. */
    public record Settings(String uri, int calls, int rate, int total, String hold, boolean send, String keys) {}

    /** Calls by what became of them. */
    public record Calls(int placed, int answered, int failed, Map<String, Integer> failures, int retransmissions) {}

    /** From INVITE to 200, and from INVITE to the first RTP packet. */
    public record Setup(double perSecond, Spread answer, Spread firstPacket) {}

    /** Packets the server sent us, and how many we sent. */
    public record Rtp(
            long streams,
            long expected,
            long received,
            long lost,
            long duplicates,
            long reordered,
            long events,
            long strays,
            long gapsOver40Millis,
            long sent) {

        static Rtp of(RtpTotals totals, long sent) {
            return new Rtp(
                    totals.streams,
                    totals.expected,
                    totals.received,
                    totals.lost,
                    totals.duplicates,
                    totals.reordered,
                    totals.events,
                    totals.strays,
                    totals.gaps,
                    sent);
        }
    }

    /**
     * Error of the server's clock as seen by the caller, the caller's own noise included.
     *
     * @param interarrival |time between two packets − what their timestamps say|
     * @param schedule lateness against the stream's earliest packet
     */
    public record Pacing(Spread interarrival, Spread schedule) {

        static Pacing of(RtpTotals totals) {
            return new Pacing(Spread.of(totals.interarrivalNanos), Spread.of(totals.scheduleNanos));
        }
    }

    /** Figures of the process under load. */
    public record Server(
            long pid,
            double steadySeconds,
            int steadyCalls,
            double steadyCores,
            double cpuMillisPerCall,
            double cpuMillisPerCallSecond,
            long rssBefore,
            long rssPeak,
            long rssAfter,
            long anonymousBefore,
            long anonymousPeak,
            double rssGrowthPerCall) {}

    /** What the tool itself did to the machine. */
    public record Tool(double cores, long collections, long collectionMillis, double stealPercent, double seconds) {}

    /** A distribution, in milliseconds. */
    public record Spread(double p50, double p99, double p999, double max, long count) {

        public static Spread of(Histogram nanos) {
            if (nanos.getTotalCount() == 0) return new Spread(0, 0, 0, 0, 0);
            return new Spread(
                    millis(nanos.getValueAtPercentile(50)),
                    millis(nanos.getValueAtPercentile(99)),
                    millis(nanos.getValueAtPercentile(99.9)),
                    millis(nanos.getMaxValue()),
                    nanos.getTotalCount());
        }

        private static double millis(long nanos) {
            return rounded(nanos / 1e6);
        }
    }

    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    String json() {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
