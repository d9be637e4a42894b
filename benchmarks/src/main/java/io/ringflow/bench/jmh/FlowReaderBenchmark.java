package io.ringflow.bench.jmh;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowReader;
import java.nio.charset.StandardCharsets;
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

/** Reading the menu of an application: once per exchange with it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FlowReaderBenchmark {

    private static final byte[] MENU = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response>
              <Get action="menu" numdigits="1" timeout="10"><Play>welcome.wav</Play></Get>
              <Play>timeout.wav</Play>
              <Redirect>gettimeout</Redirect>
            </Response>
            """.getBytes(StandardCharsets.UTF_8);

    private final FlowReader reader = new FlowReader(CommandCatalog.standard());

    @Benchmark
    public FlowDocument read() {
        return reader.read(MENU, "text/xml; charset=utf-8");
    }
}
