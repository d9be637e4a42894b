/** Digest authentication, both sides (RFC 3261 §22, RFC 7616, RFC 8760). Knows nothing of dialogs or transports. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.digest;
