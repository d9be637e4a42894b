/** A server that is nothing but conferences, for the load tool to fill. */
@org.jspecify.annotations.NullMarked
package io.ringflow.bench.conference;
