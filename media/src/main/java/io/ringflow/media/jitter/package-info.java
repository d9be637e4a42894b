/** Packets in at network time, frames out at tick time. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.jitter;
