package io.ringflow.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the facts an endpoint tells, as short words. */
final class RecordedFacts implements SipObserver {
    final List<String> facts = new CopyOnWriteArrayList<>();

    @Override
    public void refused(Refusal why, InetSocketAddress source) {
        facts.add("refused " + why);
    }

    @Override
    public void legStarted(String legId) {
        facts.add("started");
    }

    @Override
    public void legAnswered(String legId, long nanosSinceInvite) {
        facts.add("answered after " + nanosSinceInvite / 1_000_000 + " ms");
    }

    @Override
    public void legEnded(String legId, EndReason reason) {
        facts.add("ended " + reason.cause());
    }

    @Override
    public void retransmitted(Transport transport) {
        facts.add("retransmitted");
    }
}
