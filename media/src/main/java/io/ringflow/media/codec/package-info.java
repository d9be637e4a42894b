/** Payload to PCM and back; one file per codec, found by service loading. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.codec;
