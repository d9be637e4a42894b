package io.ringflow.ivr.queue;

/**
 * What a queue has learned, and would not know after a restart. Immutable.
 *
 * @param cycleMillis a talk and its wrap-up in the mean; 0: there was none
 * @param lastAgent who was served last, for taking turns; empty: nobody
 */
record LineMemory(String queue, long cycleMillis, String lastAgent) {}
