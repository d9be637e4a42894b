package io.ringflow.sip.stack;

import java.util.Map;
import java.util.Properties;

/** How JAIN-SIP is set up; the one place that knows its keys. */
final class StackProperties {
    /** What lingers per transaction is some 10 kB for 32 s, so this is the bound on memory under a flood. */
    private static final String MOST_TRANSACTIONS = "200000";

    private StackProperties() {}

    static Properties of(String stackName) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "javax.sip.STACK_NAME",
                stackName,
                "javax.sip.AUTOMATIC_DIALOG_SUPPORT",
                "off",
                "javax.sip.ROUTER_PATH",
                FixedRouter.class.getName(),
                "gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING",
                "false",
                "gov.nist.javax.sip.STACK_LOGGER",
                Slf4jStackLogger.class.getName(),
                "gov.nist.javax.sip.SERVER_LOGGER",
                SilentServerLogger.class.getName(),
                "gov.nist.javax.sip.TIMER_CLASS_NAME",
                ExecutorSipTimer.class.getName(),
                "gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY",
                NetworkProcessorFactory.class.getName(),
                "gov.nist.javax.sip.REENTRANT_LISTENER",
                "true",
                "gov.nist.javax.sip.THREAD_POOL_SIZE",
                "2"));
        properties.putAll(Map.of(
                "gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true",
                "gov.nist.javax.sip.DELIVER_TERMINATED_EVENT_FOR_ACK", "false",
                "gov.nist.javax.sip.AGGRESSIVE_CLEANUP", "true",
                "gov.nist.javax.sip.LOG_MESSAGE_CONTENT", "false",
                "gov.nist.javax.sip.TRACE_LEVEL", "0",
                "gov.nist.javax.sip.MAX_FORK_TIME_SECONDS", "0",
                "gov.nist.javax.sip.MAX_SERVER_TRANSACTIONS", MOST_TRANSACTIONS,
                "gov.nist.javax.sip.MAX_MESSAGE_SIZE", "65536"));
        return properties;
    }
}
