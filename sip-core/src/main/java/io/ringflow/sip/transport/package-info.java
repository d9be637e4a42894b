/** Datagrams and streams on the wire, before any parser: framing, limits, timers; everything that is Netty. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.transport;
