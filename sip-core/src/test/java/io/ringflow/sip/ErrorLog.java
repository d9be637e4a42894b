package io.ringflow.sip;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one class logs while a test makes it fail on purpose, instead of on the console. */
public final class ErrorLog implements AutoCloseable {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log;

    /** @param name of the class, below this package */
    public ErrorLog(String name) {
        log = (Logger) LoggerFactory.getLogger(ErrorLog.class.getPackageName() + "." + name);
        log.addAppender(lines);
        log.setAdditive(false);
        lines.start();
    }

    public List<String> lines() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        log.detachAppender(lines);
        log.setAdditive(true);
    }
}
