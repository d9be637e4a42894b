/** Media loops, the tick, and where legs live. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.engine;
