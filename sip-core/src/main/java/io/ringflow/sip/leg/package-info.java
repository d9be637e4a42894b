/** Dialogs of ours: one leg, its state machine, its offers and answers, its timers. No JAIN type, no SDP parsing. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.leg;
