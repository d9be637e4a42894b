/** A SIP user agent made of text and sockets, with no stack in it. */
@NullMarked
package io.ringflow.testkit.sip;

import org.jspecify.annotations.NullMarked;
