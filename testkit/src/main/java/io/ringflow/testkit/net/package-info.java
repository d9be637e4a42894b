/** Wires that lose, delay, reorder and double packets, the same way each time for a seed. */
@NullMarked
package io.ringflow.testkit.net;

import org.jspecify.annotations.NullMarked;
