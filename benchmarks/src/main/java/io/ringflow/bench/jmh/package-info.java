/** Microbenchmarks of the code that runs per packet, per tick, per offer and per answer of the application. */
@org.jspecify.annotations.NullMarked
package io.ringflow.bench.jmh;
