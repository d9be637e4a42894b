/** Trunks: where calls come from, and how calls from there are treated. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.trunk;
