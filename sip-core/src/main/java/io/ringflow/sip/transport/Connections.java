package io.ringflow.sip.transport;

import io.ringflow.sip.SipConfig.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The open connections of one listener by peer, with their limits. Thread-safe: every method holds the one lock. */
final class Connections {
    private final Limits limits;
    private final Map<InetSocketAddress, StreamConnection> byPeer = new HashMap<>();
    private final Map<InetAddress, Integer> perSource = new HashMap<>();

    private boolean closed;

    Connections(Limits limits) {
        this.limits = limits;
    }

    /** Takes in a connection somebody else opened, if the limits allow. */
    synchronized boolean admit(StreamConnection connection) {
        InetAddress source = connection.peer().getAddress();
        int ofSource = perSource.getOrDefault(source, 0);
        if (closed || byPeer.size() >= limits.connections() || ofSource >= limits.connectionsPerSource()) {
            return false;
        }
        put(connection);
        return true;
    }

    synchronized Optional<StreamConnection> find(InetSocketAddress peer) {
        return Optional.ofNullable(byPeer.get(peer));
    }

    /** The connection to a peer, one being opened included. */
    synchronized StreamConnection findOrOpen(InetSocketAddress peer, Supplier<StreamConnection> open) {
        StreamConnection known = byPeer.get(peer);
        if (known != null && known.isUsable()) {
            return known;
        }
        if (known != null) {
            remove(known);
        }
        StreamConnection opened = open.get();
        put(opened);
        opened.begin();
        return opened;
    }

    synchronized void remove(StreamConnection connection) {
        if (byPeer.remove(connection.peer(), connection)) {
            perSource.computeIfPresent(
                    connection.peer().getAddress(), (source, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int size() {
        return byPeer.size();
    }

    void closeAll() {
        List<StreamConnection> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(byPeer.values());
        }
        open.forEach(StreamConnection::close);
    }

    private void put(StreamConnection connection) {
        byPeer.put(connection.peer(), connection);
        perSource.merge(connection.peer().getAddress(), 1, Integer::sum);
    }
}
