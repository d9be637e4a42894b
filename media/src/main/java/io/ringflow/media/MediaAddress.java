package io.ringflow.media;

import java.net.InetAddress;

/**
 * Where a session's RTP is bound and what the far end is told.
 *
 * @param bind the local address, the one its signalling uses
 * @param advertised address written into SDP
 */
public record MediaAddress(InetAddress bind, String advertised) {}
