package io.ringflow.ivr.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log to standard output by a thread of its own: one line at once, many that come together by one system
 * call. Whoever logs never waits: what finds no room is counted and told. Stopping writes what is left.
 */
public final class LogWriter extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final int MOST_WAITING = 4_096;
    /** Of all places; left to warnings and errors. */
    private static final int FOR_WARNINGS = MOST_WAITING / 5;

    private static final ILoggingEvent END = new LoggingEvent();
    private static final long GATHER_NANOS = 10_000_000;
    private static final long TO_STOP_MILLIS = 1_000;

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder lost = new LongAdder();
    private final Thread writer = Thread.ofPlatform().name("log").daemon().unstarted(this::work);
    private final OutputStream out;
    private @Nullable Encoder<ILoggingEvent> encoder;

    /** To standard output; logback makes it. */
    public LogWriter() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    LogWriter(OutputStream out) {
        this.out = out;
    }

    /** How a line looks; must be set before the start. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        if (encoder == null) {
            addError("a log writer needs an encoder");
            return;
        }
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        boolean room = event.getLevel().isGreaterOrEqual(Level.WARN) || waiting.remainingCapacity() > FOR_WARNINGS;
        if (!room || !waiting.offer(event)) lost.increment();
    }

    @Override
    public void stop() {
        if (!isStarted()) return;
        super.stop();
        try {
            // Not an interrupt: that may meet a write.
            if (waiting.offer(END, TO_STOP_MILLIS, TimeUnit.MILLISECONDS)) writer.join(TO_STOP_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        boolean ended = false;
        boolean many = false;
        try {
            while (!ended) {
                var lines = new ArrayList<ILoggingEvent>();
                lines.add(waiting.take());
                // A wake-up and a system call cost as much for one as for many: what comes in a moment shares them.
                if (many) LockSupport.parkNanos(GATHER_NANOS);
                waiting.drainTo(lines);
                many = lines.size() > 1;
                ended = lines.remove(END);
                write(lines);
            }
        } catch (InterruptedException _) {
            addError("the log was interrupted");
        }
    }

    private void write(List<ILoggingEvent> lines) {
        var octets = new ByteArrayOutputStream(128 * lines.size());
        try {
            for (ILoggingEvent line : lines) octets.writeBytes(encoder.encode(line));
            long missing = lost.sumThenReset();
            if (missing > 0) octets.writeBytes((missing + " lines lost\n").getBytes(StandardCharsets.UTF_8));
            octets.writeTo(out);
        } catch (IOException | RuntimeException e) {
            addError("lines of the log could not be written", e);
        }
    }
}
