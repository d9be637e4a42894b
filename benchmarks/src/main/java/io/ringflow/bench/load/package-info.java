/** The load tool: many callers against one server, and what they saw. */
@org.jspecify.annotations.NullMarked
package io.ringflow.bench.load;
