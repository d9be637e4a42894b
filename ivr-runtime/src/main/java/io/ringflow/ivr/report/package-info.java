/**
 * What queues and agents did, by the quarter of an hour: gathered while it happens, written in batches off every call's
 * path, summed up by hour or day when somebody asks.
 */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.report;
