/** Tests of the native programs and of how they are read. */
@org.jspecify.annotations.NullMarked
package io.ringflow.bench.peer;
