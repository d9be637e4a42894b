/** One call: where it waits, what its thread does from the first request to the last message, and how it ends. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.call;
