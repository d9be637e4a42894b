/** A telephone's sound: RTP out of and into a socket, own codecs, own ears. */
@NullMarked
package io.ringflow.testkit.rtp;

import org.jspecify.annotations.NullMarked;
