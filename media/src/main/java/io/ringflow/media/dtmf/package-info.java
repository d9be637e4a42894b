/** RFC 4733 both ways, SIP INFO digits, tones. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.dtmf;
