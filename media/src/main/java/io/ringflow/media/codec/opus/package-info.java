/** Opus (RFC 6716, RFC 7587), by libopus when it is installed, otherwise by Concentus. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.codec.opus;
