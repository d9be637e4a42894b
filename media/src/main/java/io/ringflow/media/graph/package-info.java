/** What flows inside a leg: sources are pulled, sinks are pushed, one frame per tick. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.graph;
