/** Which application serves a number, and its settings. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.application;
