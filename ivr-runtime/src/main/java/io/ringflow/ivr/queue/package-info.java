/** The call centre of each application: agents, queues, and who gets whom. It dials nobody (flow-protocol 4.3, 7, 8.4, D24). */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.queue;
