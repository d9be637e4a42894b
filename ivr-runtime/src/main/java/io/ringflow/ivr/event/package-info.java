/**
 * What happens at the queues and to the agents, told in order to whoever watches, and remembered for a while. Whoever is
 * slow is left behind: nothing here waits for a watcher.
 */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.event;
