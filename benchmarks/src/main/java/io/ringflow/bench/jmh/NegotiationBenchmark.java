package io.ringflow.bench.jmh;

import io.ringflow.media.codec.OfferedCodecs;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.Pcmu;
import io.ringflow.media.sdp.LocalMedia;
import io.ringflow.media.sdp.Negotiation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Answering the offer of an ordinary softphone: once per call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NegotiationBenchmark {

    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 3902 3902 IN IP4 127.0.0.1",
            "s=phone",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 4000 RTP/AVP 96 9 8 0 101 97",
            "a=rtpmap:96 opus/48000/2",
            "a=fmtp:96 useinbandfec=1",
            "a=rtpmap:9 G722/8000",
            "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-16",
            "a=rtpmap:97 telephone-event/48000",
            "a=fmtp:97 0-16",
            "a=rtcp:4001 IN IP4 127.0.0.1",
            "a=rtcp-mux",
            "a=ptime:20",
            "a=sendrecv",
            "m=video 4002 RTP/AVP 98",
            "a=rtpmap:98 VP8/90000",
            "");

    private final LocalMedia local =
            new LocalMedia("127.0.0.1", 20_000, 20_001, 1, 1, OfferedCodecs.of(new Pcma(), new Pcmu()), 20);

    @Benchmark
    public Negotiation.Answered answer() {
        return Negotiation.answer(OFFER, local);
    }
}
