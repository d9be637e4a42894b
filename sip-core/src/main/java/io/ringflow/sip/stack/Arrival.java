package io.ringflow.sip.stack;

import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.message.TopVia;
import io.ringflow.sip.transport.Flow;
import io.ringflow.sip.transport.NetworkListener;

/** A message that passed the guards, with where it came in and how to answer. Immutable. */
record Arrival(MessageHead head, TopVia via, NetworkListener listener, Flow flow) {}
