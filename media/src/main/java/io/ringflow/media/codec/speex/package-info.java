/** Speex (RFC 5574) by JSpeex, when its jar is on the class path. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.codec.speex;
