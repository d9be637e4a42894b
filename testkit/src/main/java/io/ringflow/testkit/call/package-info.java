/** A telephone made of the peers, and the terminal caller. */
@NullMarked
package io.ringflow.testkit.call;

import org.jspecify.annotations.NullMarked;
