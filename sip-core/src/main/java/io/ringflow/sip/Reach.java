package io.ringflow.sip;

import io.ringflow.sip.registrar.Binding;
import io.ringflow.sip.stack.NextHop;
import io.ringflow.sip.stack.SipStack;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;

/**
 * How a registered telephone is reached at this moment.
 *
 * @param from the listener that it knows: what comes from another may not pass its NAT
 */
record Reach(ListenAddress from, InetSocketAddress hop) {

    static Optional<Reach> of(Binding binding, SipStack stack) {
        boolean ipv6 = binding.peer().getAddress().getAddress().length == 16;
        return stack.addresses().stream()
                .filter(listener -> listener.transport() == binding.transport())
                .filter(listener -> listener.bind().getAddress().length == 16 == ipv6)
                .max(Comparator.comparingInt(listener -> likeness(listener, binding.local())))
                .flatMap(from -> hop(binding, from, stack).map(hop -> new Reach(from, hop)));
    }

    private static Optional<InetSocketAddress> hop(Binding binding, ListenAddress from, SipStack stack) {
        if (stack.reaches(from, binding.peer())) {
            return Optional.of(binding.peer());
        }
        // Its connection is gone; where it listens it may be connected to, if that is no other host's address.
        InetSocketAddress contact = NextHop.choose(binding.contact(), from, binding.peer());
        boolean own = contact.getAddress().equals(binding.peer().getAddress());
        return own && !contact.equals(binding.peer()) ? Optional.of(contact) : Optional.empty();
    }

    private static int likeness(ListenAddress listener, InetSocketAddress local) {
        boolean address = listener.bind().equals(local.getAddress());
        return (address ? 2 : 0) + (listener.port() == local.getPort() ? 1 : 0);
    }
}
