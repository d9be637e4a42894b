/**
 * The registrar (RFC 3261 §10): which telephones an account is reached at. Who has an account, and the file that keeps
 * the bindings, are the owner's.
 */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.registrar;
