/** Reads and builds SIP messages on the wire's own bytes: one class per concern, no sockets and no state. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.message;
