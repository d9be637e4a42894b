/** Requests to us: the operator's view of a running server. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.http;
