/** The media API used by the runtime: thread-safe façades only; behind them everything lives on a media loop. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media;
