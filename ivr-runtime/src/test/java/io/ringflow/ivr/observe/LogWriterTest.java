package io.ringflow.ivr.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What was logged comes out whole, in order and once; who logs never waits. */
@Timeout(30)
class LogWriterTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Written written = new Written();
    private final LogWriter writer = new LogWriter(written);
    private final Logger logger = context.getLogger("log-writer-test");

    LogWriterTest() {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %msg%n");
        encoder.start();
        writer.setContext(context);
        writer.setEncoder(encoder);
        writer.start();
        logger.addAppender(writer);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        writer.stop();
        logger.detachAndStopAllAppenders();
    }

    @Test
    void aLineIsWrittenWithoutAnother() {
        logger.info("one");
        written.awaitLines(1);
        assertThat(written.lines()).containsExactly("INFO one");
    }

    @Test
    void stoppingWritesWhatIsLeftInOrder() {
        IntStream.range(0, 1_000).forEach(i -> logger.info("{}", i));
        writer.stop();
        assertThat(written.lines())
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "INFO " + i).toList());
    }

    @Test
    void whatFindsNoRoomIsCountedAndWarningsFindRoomLonger() {
        written.hold();
        logger.info("first");
        written.awaitHeld();
        IntStream.range(0, 5_000).forEach(i -> logger.info("{}", i));
        logger.warn("important");
        written.release();
        writer.stop();
        var lines = written.lines();
        assertThat(lines).contains("WARN important").doesNotContain("INFO 4999");
        long told = lines.stream().filter(line -> line.startsWith("INFO ")).count();
        assertThat(lines.getLast()).isEqualTo(5_001 - told + " lines lost");
    }

    /** An output that can be held up. */
    private static final class Written extends OutputStream {
        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch held = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);

        void hold() {
            gate = new CountDownLatch(1);
        }

        void release() {
            gate.countDown();
        }

        void awaitHeld() {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        synchronized void awaitLines(int count) {
            try {
                while (lines().size() < count) wait();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        synchronized List<String> lines() {
            return new ArrayList<>(text.toString().lines().toList());
        }

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException("by lines");
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            held.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            synchronized (this) {
                text.append(new String(octets, from, length, StandardCharsets.UTF_8));
                notifyAll();
            }
        }
    }
}
