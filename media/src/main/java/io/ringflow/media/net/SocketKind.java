package io.ringflow.media.net;

import io.ringflow.media.MediaConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What ports are made of. Thread-safe. */
public enum SocketKind {
    /** Linux' own calls. */
    NATIVE {
        @Override
        public PacketSocket bind(InetAddress address, int port) throws IOException {
            return NativeSocket.bind(address, port);
        }
    },
    /** The JDK's channels. */
    CHANNEL {
        @Override
        public PacketSocket bind(InetAddress address, int port) throws IOException {
            return ChannelSocket.bind(address, port);
        }
    };

    private static final int TRIES = 1000;

    /** Why native sockets can't be had; empty when they can. Found out once. */
    private static final class Trial {
        static final String OBSTACLE = obstacle();

        private Trial() {}

        // Whatever a foreign system may answer, or a virtual machine that is not allowed to ask: not here, then.
        private static String obstacle() {
            if (!System.getProperty("os.name", "").equals("Linux")) {
                return "the system is not Linux";
            }
            try {
                return sendsToItself() ? "" : "a packet sent to ourselves did not arrive";
            } catch (IOException | RuntimeException | LinkageError e) {
                return String.valueOf(e.getMessage());
            }
        }

        private static boolean sendsToItself() throws IOException {
            try (NativeSocket socket = NativeSocket.bind(InetAddress.getLoopbackAddress(), 0)) {
                PacketSlab slab = new PacketSlab(true);
                slab.out.clear().limit(1);
                socket.send(slab, new InetSocketAddress(socket.localAddress(), socket.localPort()));
                for (int i = 0; i < TRIES; i++) {
                    if (socket.receive(slab) != PacketSocket.NOBODY) {
                        // Without a time of the kernel's it is the time of the phase.
                        return slab.in.limit() == 1 && socket.arrivalNanos() != slab.now();
                    }
                }
                return false;
            }
        }
    }

    /** Opens a port; 0 takes any. */
    public abstract PacketSocket bind(InetAddress address, int port) throws IOException;

    /**
     * The kind to be used.
     *
     * @throws IllegalStateException when native sockets are demanded and don't work here
     */
    public static SocketKind choose(MediaConfig.Sockets wish) {
        return switch (wish) {
            case CHANNEL -> CHANNEL;
            case AUTO -> Trial.OBSTACLE.isEmpty() ? NATIVE : CHANNEL;
            case NATIVE -> {
                if (!Trial.OBSTACLE.isEmpty()) {
                    throw new IllegalStateException("native sockets don't work here: " + Trial.OBSTACLE);
                }
                yield NATIVE;
            }
        };
    }

    /** Why native sockets can't be had here; empty when they can. */
    public static String obstacle() {
        return Trial.OBSTACLE;
    }
}
