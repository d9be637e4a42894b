/** Trunks: where calls come from, where ours go out, and how they are treated. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.trunk;
