/** Reports about both streams (RFC 3550 §6). */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.rtcp;
