/** Decides before any state is made: rate per source, overload, scanners. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip.guard;
