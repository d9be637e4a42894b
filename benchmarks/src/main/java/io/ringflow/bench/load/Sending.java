package io.ringflow.bench.load;

import java.net.InetSocketAddress;

/**
 * What one stream sends during one call.
 *
 * @param eventType payload type of telephone events, or -1
 * @param keys pressed after {@code keysAfterTicks}
 */
record Sending(InetSocketAddress target, int payloadType, int eventType, int ssrc, String keys, int keysAfterTicks) {}
