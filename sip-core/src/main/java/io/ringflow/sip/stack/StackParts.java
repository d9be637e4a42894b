package io.ringflow.sip.stack;

import io.ringflow.sip.transport.NetworkListener;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * What one JAIN stack is given from outside. Its properties can only name classes, so the objects wait here under the
 * stack's name until those classes ask for them.
 *
 * @param timers every timer of the transactions
 * @param listeners already bound, each to become a listening point
 * @param failedSend told the octets of a message that could not be sent
 */
record StackParts(ScheduledExecutorService timers, List<NetworkListener> listeners, Consumer<byte[]> failedSend) {
    private static final Map<String, StackParts> BY_STACK_NAME = new ConcurrentHashMap<>();

    void register(String stackName) {
        BY_STACK_NAME.put(stackName, this);
    }

    static void forget(String stackName) {
        BY_STACK_NAME.remove(stackName);
    }

    static StackParts of(String stackName) {
        StackParts parts = BY_STACK_NAME.get(stackName);
        if (parts == null) {
            throw new IllegalStateException("no parts for stack " + stackName);
        }
        return parts;
    }

    Optional<NetworkListener> listener(InetAddress bind, int port, String transport) {
        return listeners.stream()
                .filter(listener -> listener.address().port() == port
                        && listener.address().bind().equals(bind)
                        && listener.address().transport().name().equalsIgnoreCase(transport))
                .findFirst();
    }
}
