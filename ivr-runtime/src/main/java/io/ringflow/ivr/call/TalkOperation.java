package io.ringflow.ivr.call;

/**
 * One thing that an application does to a talk of one of its calls (flow-protocol 8.3). Immutable.
 *
 * <p>{@code callId} is the call of either side. {@code action} is told what came of it; empty: nobody.
 */
public sealed interface TalkOperation {

    String callId();

    String action();

    /** Whom a third party is called as: an agent on duty, or a number. */
    sealed interface Whom {

        /** @param agentId of an agent of the application */
        record Agent(String agentId) implements Whom {}

        /** @param number of a telephone, or the name of an account */
        record Number(String number) implements Whom {}
    }

    /** What a supervisor does in a talk. */
    enum Supervision {
        /** Hears all and is heard by nobody. */
        LISTEN,
        /** Hears all and is heard by the agent only. */
        COACH,
        /** Hears all and is heard by all. */
        BARGE
    }

    /** Only asks how it is. */
    record Query(String callId) implements TalkOperation {
        @Override
        public String action() {
            return "";
        }
    }

    /** Calls a supervisor; one who is there, or is being called, does something else from now on. */
    record Monitor(String callId, Whom who, Supervision how, String action) implements TalkOperation {}

    /** Hangs a supervisor up. */
    record StopMonitor(String callId, Whom who) implements TalkOperation {
        @Override
        public String action() {
            return "";
        }
    }

    /** Calls somebody for the agent, while the caller hears music; it hears the agent again when that comes to nothing. */
    record Consult(String callId, Whom who, String action) implements TalkOperation {}

    /** Hangs up whoever is consulted; the caller hears the agent again. */
    record StopConsult(String callId, String action) implements TalkOperation {}

    /** Lets caller, agent and consulted talk, all three. */
    record ThreeWay(String callId, String action) implements TalkOperation {}

    /** Keeps the caller apart with music, or no longer. */
    record Hold(String callId, boolean held, String action) implements TalkOperation {}
}
