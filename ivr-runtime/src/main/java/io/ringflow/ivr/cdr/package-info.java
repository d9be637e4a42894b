/** Call records: one row for each call that is over, written with its last notification, asked for by page or as CSV. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.cdr;
