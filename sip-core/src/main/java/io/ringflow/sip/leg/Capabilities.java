package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.util.List;
import java.util.Set;

/** What this user agent can do, in the words of the headers that say so. */
public final class Capabilities {
    static final String DTMF_RELAY = "application/dtmf-relay";
    static final String DTMF = "application/dtmf";

    /** Option tags we honour in Require. */
    private static final Set<String> OPTIONS = Set.of("timer");

    private static final Set<String> REGISTER_OPTIONS = Set.of("path");

    static final List<String> METHODS =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE", "NOTIFY");

    /** Methods of the RFCs that we know but don't serve: 405, while others get 501. */
    static final Set<String> KNOWN_METHODS = Set.of("REGISTER", "MESSAGE", "SUBSCRIBE", "PUBLISH", "REFER", "PRACK");

    static final HeaderLine ALLOW = new HeaderLine("Allow", String.join(", ", METHODS));
    /** Of a server that telephones register with, to who asks outside of dialogs. */
    static final HeaderLine ALLOW_REGISTERING = new HeaderLine("Allow", ALLOW.value() + ", REGISTER");

    static final HeaderLine ACCEPT = new HeaderLine("Accept", SessionDescription.SDP);
    static final HeaderLine ACCEPT_INFO = new HeaderLine("Accept", DTMF_RELAY + ", " + DTMF);
    static final HeaderLine ACCEPT_ENCODING = new HeaderLine("Accept-Encoding", "identity");
    static final HeaderLine ALLOW_EVENTS = new HeaderLine("Allow-Events", "refer");
    static final HeaderLine SUPPORTED = new HeaderLine("Supported", "timer");
    /** In an INVITE of ours: we acknowledge provisional responses (RFC 3262 §4). */
    static final HeaderLine SUPPORTED_CALLING = new HeaderLine("Supported", "100rel, timer");

    private Capabilities() {}

    /** Option tags that a request of this method may require. */
    static Set<String> served(String method) {
        return method.equals("REGISTER") ? REGISTER_OPTIONS : OPTIONS;
    }

    /** What a 200 to OPTIONS says (RFC 3261 §11.2). */
    public static List<HeaderLine> told() {
        return List.of(ALLOW, ACCEPT, ACCEPT_ENCODING, SUPPORTED);
    }

    /** The same of a registrar. */
    static List<HeaderLine> toldByRegistrar() {
        return List.of(ALLOW_REGISTERING, ACCEPT, ACCEPT_ENCODING, SUPPORTED);
    }
}
