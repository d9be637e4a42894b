/** Tests of the benchmarks that start what they measure. */
@org.jspecify.annotations.NullMarked
package io.ringflow.bench.measure;
