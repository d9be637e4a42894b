/** Boots JAIN-SIP and translates its callbacks: parser, message model and transactions are its; dialogs are ours. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.stack;
