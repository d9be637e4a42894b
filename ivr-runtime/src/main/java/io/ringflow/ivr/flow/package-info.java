/** The conversation with the application server: what it is asked, what it may answer, and what its failure means. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.flow;
