/** Conferences: who may come in, what is done in them, when they end, and what the application is told of it. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.room;
