/** Recordings: gathered on the loop tick by tick, written to files off it. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.record;
