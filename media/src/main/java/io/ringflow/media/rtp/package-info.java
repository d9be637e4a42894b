/** RTP on the wire (RFC 3550): header, sequence and timestamp arithmetic, source latching. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.rtp;
