/** Reads, writes and negotiates audio and telephone-event (RFC 8866, RFC 3264). */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.sdp;
