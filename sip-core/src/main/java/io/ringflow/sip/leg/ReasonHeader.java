package io.ringflow.sip.leg;

import io.ringflow.sip.EndReason;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;

/** Header lines that carry a sentence: Reason (RFC 3326) and Warning (RFC 3261 §20.43). Pure. */
final class ReasonHeader {
    /** Q.850: somebody else was given the call. */
    static final int NOT_SELECTED = 26;

    private ReasonHeader() {}

    static HeaderLine of(EndReason reason) {
        if (reason.q850() == NOT_SELECTED) {
            // RFC 3326 §3.1: in these words telephones know that it is no missed call
            return new HeaderLine("Reason", "SIP;cause=200;text=" + quoted(reason.text()));
        }
        return new HeaderLine("Reason", "Q.850;cause=" + reason.q850() + ";text=" + quoted(reason.text()));
    }

    static HeaderLine warning(String text) {
        return new HeaderLine("Warning", "399 ringflow " + quoted(text));
    }

    private static String quoted(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return '"' + oneLine.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
