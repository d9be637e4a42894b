/** Tests of the load tool's own parts. */
@org.jspecify.annotations.NullMarked
package io.ringflow.bench.load;
