/** RTP outside the JVM: the callers' cheap peer and the bare loop that is the limit, both in C. */
@NullMarked
package io.ringflow.bench.peer;

import org.jspecify.annotations.NullMarked;
