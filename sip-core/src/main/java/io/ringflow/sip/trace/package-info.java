/** The SIP messages of one leg, kept in a bounded ring and shown as a ladder on demand. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.trace;
