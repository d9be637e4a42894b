/** Benchmarks that start what they measure: server, application, callers and the limit, and tell each bar. */
@NullMarked
package io.ringflow.bench.measure;

import org.jspecify.annotations.NullMarked;
