/** Conferences: sums what each member hears of the others, once per tick, and limits it smoothly. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.mix;
