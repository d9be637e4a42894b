/** The composition root: the only place that makes big things and joins them. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.app;
