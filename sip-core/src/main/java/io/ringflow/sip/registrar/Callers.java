package io.ringflow.sip.registrar;

import java.net.InetAddress;

/** Decides which callers must prove an account. Thread-safe; asked on SIP's workers, must not block. */
@FunctionalInterface
public interface Callers {

    /**
     * Whether such an INVITE is only taken from an account.
     *
     * @param from user part of From, unescaped; anybody may write anything there
     * @param dialled user part of the Request-URI, unescaped
     */
    boolean mustProve(String from, String dialled, InetAddress source);
}
