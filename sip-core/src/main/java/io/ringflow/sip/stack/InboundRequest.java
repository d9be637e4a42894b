package io.ringflow.sip.stack;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request from the network, already past the guards, with the server transaction to answer it in (none for ACK).
 * Immutable; {@link #respond} may be called from any thread.
 */
public interface InboundRequest {

    String method();

    String callId();

    String fromTag();

    /** Empty outside a dialog. */
    Optional<String> toTag();

    long cseq();

    String requestUri();

    /** User part of the Request-URI, unescaped; empty string if it has none. */
    String requestUser();

    /** The first value of a header by full name, whatever form and case it came in; unfolded, without the name. */
    Optional<String> header(String name);

    List<String> headers(String name);

    /** All headers, names lower case and long form, in order of arrival. */
    Map<String, List<String>> allHeaders();

    /** The body if there is one, with its content type ("" if none was given). */
    Optional<SessionDescription> body();

    InetSocketAddress source();

    ListenAddress listener();

    /**
     * Sends a response in this request's transaction, by RFC 3581 to where the request came from. To gets
     * {@code localTag} unless the request had a tag. A second final response is ignored. For an INVITE, a 2xx ends
     * the transaction at once: repeating it is {@link #repeatAnswer}'s caller's business.
     *
     * @param localTag tag for To; null for 100 or where a random one is fine
     * @param headers extra header lines in order ("Allow", "INVITE, ACK"); Contact and Server are added for you
     */
    void respond(
            int status,
            @org.jspecify.annotations.Nullable String reasonPhrase,
            @org.jspecify.annotations.Nullable String localTag,
            List<HeaderLine> headers,
            Optional<SessionDescription> body);

    /**
     * Has a provisional response sent when whoever invites us would begin to wonder, 200 ms after the INVITE (RFC 3261
     * §17.2.1), and not at all if another response is sent before.
     *
     * @param step sends it; on any thread, must not wait
     * @return false if that time is over or something was sent: the step is not kept
     */
    default boolean unlessAnswered(Runnable step) {
        return false;
    }

    /**
     * Lets the connection that it came by be silent for so long: who registered over it is called over it (RFC 5626 §5.3
     * in spirit). Nothing happens to datagrams.
     */
    default void keepConnection(Duration silence) {}

    /** Sends the 2xx to an INVITE again, byte for byte, outside any transaction (RFC 3261 §13.3.1.4). */
    void repeatAnswer();

    /** One header line to add. */
    record HeaderLine(String name, String value) {}
}
