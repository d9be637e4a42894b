package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A port by Linux' own calls: tells when the kernel received a datagram, and reads no oftener than it must. */
public final class NativeSocket implements PacketSocket {
    private static final int CLOSED = -1;
    // What options are set to. Memory of its own for each would cost more than the system call.
    private static final MemorySegment OFF = Arena.global().allocateFrom(JAVA_INT, 0);
    private static final MemorySegment ON = Arena.global().allocateFrom(JAVA_INT, 1);

    private final boolean six;
    private final InetSocketAddress local;
    private final boolean systemChose;
    private final RawAddress source = new RawAddress();
    private final RawAddress target = new RawAddress();
    private final Cadence cadence = new Cadence();

    private int socket;
    private InetSocketAddress peer = NOBODY;
    private boolean drained;
    private long arrival;
    private long unreachable;
    private long failures;

    private NativeSocket(int socket, boolean six, InetSocketAddress local, boolean systemChose) {
        this.socket = socket;
        this.six = six;
        this.local = local;
        this.systemChose = systemChose;
    }

    /**
     * Binds a port; 0 takes any.
     *
     * @throws IOException when the port is taken
     */
    public static NativeSocket bind(InetAddress address, int port) throws IOException {
        boolean six = address instanceof Inet6Address;
        try (Arena arena = Arena.ofConfined()) {
            int type = Libc.SOCK_DGRAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC;
            int socket = Libc.socket(six ? Libc.AF_INET6 : Libc.AF_INET, type, 0);
            if (socket < 0) {
                throw new IOException("no socket: error " + Libc.errno());
            }
            try {
                option(socket, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, ON);
                if (six) {
                    option(socket, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, OFF);
                }
                var wanted = new InetSocketAddress(address, port);
                bind(arena, socket, wanted, six);
                return new NativeSocket(socket, six, port == 0 ? boundTo(arena, socket) : wanted, port == 0);
            } catch (IOException e) {
                Libc.close(socket);
                throw e;
            }
        }
    }

    private static void option(int socket, int level, int name, MemorySegment value) throws IOException {
        if (Libc.setsockopt(socket, level, name, value, Integer.BYTES) < 0) {
            throw new IOException("socket option " + name + ": error " + Libc.errno());
        }
    }

    /**
     * Asks for room in the kernel, as much as it grants: more than its limits when the process may.
     *
     * @return what was granted to receive into, bytes
     */
    int makeRoom(int bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocateFrom(JAVA_INT, bytes);
            if (Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, size, Integer.BYTES) < 0) {
                Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUF, size, Integer.BYTES);
            }
            if (Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, size, Integer.BYTES) < 0) {
                Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_SNDBUF, size, Integer.BYTES);
            }
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            Libc.getsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUF, size, length);
            return size.get(JAVA_INT, 0);
        }
    }

    /**
     * What is sent to many without being connected costs less when it is never cut into fragments: the kernel need not
     * number it (RFC 6864 §4.1). What is longer than a path's MTU is refused from now on, until {@link #mayFragment}.
     */
    void neverFragment() {
        changeDiscovery(Libc.IP_PMTUDISC_WANT, Libc.IP_PMTUDISC_DO);
    }

    /**
     * What is longer than a path's MTU is cut into fragments again, as is usual.
     *
     * @return false when it was before
     */
    boolean mayFragment() {
        return changeDiscovery(Libc.IP_PMTUDISC_DO, Libc.IP_PMTUDISC_WANT);
    }

    /** Only from that state: a system may have been told to do without the discovery of MTUs (RFC 1191). */
    private boolean changeDiscovery(int from, int to) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            Libc.getsockopt(socket, Libc.IPPROTO_IP, Libc.IP_MTU_DISCOVER, state, length);
            if (state.get(JAVA_INT, 0) != from) {
                return false;
            }
            state.set(JAVA_INT, 0, to);
            return Libc.setsockopt(socket, Libc.IPPROTO_IP, Libc.IP_MTU_DISCOVER, state, Integer.BYTES) == 0;
        }
    }

    /** For system calls of others; not to be kept longer than this. */
    int descriptor() {
        return socket;
    }

    boolean six() {
        return six;
    }

    private static void bind(Arena arena, int socket, InetSocketAddress to, boolean six) throws IOException {
        MemorySegment memory = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);
        int length = SocketAddressLayout.write(memory, 0, to, six);
        if (Libc.bind(socket, memory, length) < 0) {
            throw new BindException("bind " + to + ": error " + Libc.errno());
        }
    }

    private static InetSocketAddress boundTo(Arena arena, int socket) throws IOException {
        MemorySegment memory = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);
        MemorySegment length = arena.allocateFrom(JAVA_INT, SocketAddressLayout.BYTES);
        if (Libc.getsockname(socket, memory, length) < 0) {
            throw new IOException("the socket's own address: error " + Libc.errno());
        }
        return SocketAddressLayout.read(memory, 0);
    }

    @Override
    public int localPort() {
        return local.getPort();
    }

    @Override
    public InetAddress localAddress() {
        return local.getAddress();
    }

    @Override
    public long arrivalNanos() {
        return arrival;
    }

    @Override
    public boolean exactArrivals() {
        return true;
    }

    @Override
    public InetSocketAddress receive(PacketSlab slab) {
        if (drained) {
            drained = false;
            return NOBODY;
        }
        SystemMemory system = slab.system();
        boolean connected = connected();
        int length = system.receive(socket, !connected);
        if (length < 0) {
            failed(Libc.errno());
            return NOBODY;
        }
        slab.in.clear().limit(length);
        arrival = slab.paced() ? system.arrival(slab.now()) : System.nanoTime();
        // Before the latch, and where time is turned by hand, everything is read.
        drained = connected && slab.paced() && !cadence.moreExpected(arrival, slab.now());
        return connected ? peer : source.read(system.source, 0);
    }

    @Override
    public void send(PacketSlab slab, InetSocketAddress to) {
        if (peer != to && connected() && !peer.equals(to)) {
            disconnect();
        }
        SystemMemory system = slab.system();
        int position = slab.out.position();
        int length = slab.out.remaining();
        if (connected()) {
            if (system.send(socket, position, length) < 0) {
                failed(Libc.errno());
            }
            return;
        }
        int targetLength = target.write(to, six, system.target, 0);
        if (targetLength == 0) {
            failures++;
        } else if (system.sendTo(socket, position, length, targetLength) < 0) {
            failed(Libc.errno());
        }
    }

    private void failed(int errno) {
        switch (errno) {
            case Libc.EAGAIN, Libc.EINTR -> {}
            case Libc.ECONNREFUSED -> {
                // The far end's port is closed, perhaps for a moment: listen to everybody again, and let the latch
                // decide.
                unreachable++;
                disconnect();
            }
            default -> failures++;
        }
    }

    @Override
    public void connect(InetSocketAddress to) {
        if (peer.equals(to)) {
            return;
        }
        disconnect();
        cadence.restart();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);
            int length = SocketAddressLayout.write(memory, 0, to, six);
            if (length > 0 && Libc.connect(socket, memory, length) == 0) {
                peer = to;
            } else {
                failures++;
            }
        }
    }

    @Override
    public void disconnect() {
        if (!connected()) {
            return;
        }
        peer = NOBODY;
        drained = false;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nowhere = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);
            if (Libc.connect(socket, nowhere, SocketAddressLayout.IPV4_BYTES) < 0) {
                failures++;
            } else if (systemChose) {
                // A port that the kernel chose is lost with the peer.
                bind(arena, socket, local, six);
            }
        } catch (IOException e) {
            failures++;
        }
    }

    @Override
    public boolean connected() {
        return peer != NOBODY;
    }

    @Override
    public int prefetch() {
        return socket + (int) cadence.last();
    }

    @Override
    public long unreachable() {
        return unreachable;
    }

    @Override
    public long failures() {
        return failures;
    }

    @Override
    public void close() {
        if (socket != CLOSED && Libc.close(socket) < 0) {
            failures++;
        }
        socket = CLOSED;
    }
}
