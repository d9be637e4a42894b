package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.builtin.CmdNone;
import io.ringflow.ivr.flow.DocumentError;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.NotificationAnswers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the operation that an application puts into its answer to a notification (flow-protocol 1.3), such as {@code
 * <AgentReady/>} to {@code agentstate}. Anything else that it says is passed over: there is no call that could run it.
 * Thread-safe.
 */
public final class NotifiedOperations implements NotificationAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(NotifiedOperations.class);

    private static final String NOTHING = "cmdnone";

    private final FlowReader reader;

    /** @param reader knows the operations */
    public NotifiedOperations(FlowReader reader) {
        this.reader = reader;
    }

    @Override
    public void heard(Application application, String about, byte[] body, @Nullable String contentType) {
        if (saysNothing(body)) return;
        try {
            switch (reader.read(body, contentType).main()) {
                case AnswerOperation operation -> operation.run(application);
                case CmdNone _ -> {}
                default -> LOG.debug("{}: a notification was answered with commands, which nobody runs", about);
            }
        } catch (DocumentError notOne) {
            // Many say "ok", or nothing that is XML.
            LOG.debug("{}: a notification was answered with what is no document: {}", about, notOne.getMessage());
        }
    }

    /** Nearly all of them are the same few bytes, for which no parser is needed. */
    private static boolean saysNothing(byte[] body) {
        if (body.length > 200) return false;
        return new String(body, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains(NOTHING);
    }
}
