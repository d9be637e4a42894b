/** Prompts in memory: decoded once, encoded once per codec; never from disk on a loop. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.play;
