package io.ringflow.sip.stack;

/** What identifies a dialog (RFC 3261 §12): all three must match, else 481. */
public record DialogId(String callId, String localTag, String remoteTag) {}
