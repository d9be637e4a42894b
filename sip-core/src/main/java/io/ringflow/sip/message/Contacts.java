package io.ringflow.sip.message;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.Transport;

/** The Contact of one of our listeners. */
public final class Contacts {

    private Contacts() {}

    /** Such as {@code <sip:192.0.2.1:5060;transport=tcp>}. */
    public static String of(ListenAddress listener) {
        String transport = listener.transport() == Transport.UDP
                ? ""
                : ";transport=" + listener.transport().parameter();
        return "<sip:" + sentBy(listener) + transport + ">";
    }

    /** Host and port as they stand in a Via. */
    public static String sentBy(ListenAddress listener) {
        return Hosts.bracketed(listener.advertisedHost()) + ":" + listener.port();
    }
}
