package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The calls of Linux' C library that media makes, each a method of the same name: see its manual page. Stateless.
 *
 * <p>Nothing is allocated per call: memory is the caller's, made beforehand. When a method answers -1, {@link #errno} says
 * why, if asked at once. Where it matters memory is given by its address, a long, which saves what the virtual machine
 * does to keep a segment alive during the call: the caller must hold it.
 *
 * <p>All but {@link #clock_nanosleep} never wait, and are called without telling the virtual machine that the thread has
 * left Java: that would be time for nothing, and could change the error number on the way back. The foreign-function
 * API's own capture of it allocates 40 bytes per call.
 */
final class Libc {
    static final int AF_UNSPEC = 0;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_TIMESTAMPNS = 35;
    static final int IPPROTO_IP = 0;
    static final int IP_MTU_DISCOVER = 10;
    static final int IP_PMTUDISC_WANT = 1;
    static final int IP_PMTUDISC_DO = 2;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int MSG_NOSIGNAL = 0x4000;

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EMSGSIZE = 90;
    static final int ECONNREFUSED = 111;

    static final int CLOCK_REALTIME = 0;
    static final int CLOCK_MONOTONIC = 1;
    static final int TIMER_ABSTIME = 1;
    static final int PR_SET_TIMERSLACK = 29;
    static final int SCHED_OTHER = 0;
    static final int SCHED_FIFO = 1;
    static final int SCHED_BATCH = 3;

    private static final Linker.Option INSTANT = Linker.Option.critical(false);

    private static final MethodHandle SOCKET = handle("socket", "iiii", INSTANT);
    private static final MethodHandle BIND = handle("bind", "iipi", INSTANT);
    private static final MethodHandle CONNECT = handle("connect", "iipi", INSTANT);
    private static final MethodHandle SETSOCKOPT = handle("setsockopt", "iiiipi", INSTANT);
    private static final MethodHandle GETSOCKOPT = handle("getsockopt", "iiiipp", INSTANT);
    private static final MethodHandle GETSOCKNAME = handle("getsockname", "iipp", INSTANT);
    private static final MethodHandle CLOSE = handle("close", "ii", INSTANT);
    private static final MethodHandle SEND = handle("send", "lilli", INSTANT);
    private static final MethodHandle SENDTO = handle("sendto", "lillili", INSTANT);
    private static final MethodHandle SENDMMSG = handle("sendmmsg", "iilii", INSTANT);
    private static final MethodHandle RECVMSG = handle("recvmsg", "lili", INSTANT);
    private static final MethodHandle RECVMMSG = handle("recvmmsg", "iiliil", INSTANT);
    private static final MethodHandle CLOCK_GETTIME = handle("clock_gettime", "iip", INSTANT);
    private static final MethodHandle CLOCK_NANOSLEEP = handle("clock_nanosleep", "iiipp");
    private static final MethodHandle PRCTL = handle("prctl", "iil", INSTANT, Linker.Option.firstVariadicArg(1));
    private static final MethodHandle ERRNO_LOCATION = handle("__errno_location", "l", INSTANT);
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final MethodHandle SCHED_GETSCHEDULER = handle("sched_getscheduler", "ii", INSTANT);
    private static final MethodHandle SCHED_SETSCHEDULER = handle("sched_setscheduler", "iiip", INSTANT);

    private Libc() {}

    // One letter a type, the first for the result: i int, l long (also an address, or a size), p pointer.
    private static MethodHandle handle(String name, String types, Linker.Option... options) {
        MemoryLayout[] parameters = types.chars().skip(1).mapToObj(Libc::layout).toArray(MemoryLayout[]::new);
        FunctionDescriptor function = FunctionDescriptor.of(layout(types.charAt(0)), parameters);
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        return linker.downcallHandle(library.findOrThrow(name), function, options);
    }

    private static MemoryLayout layout(int type) {
        return switch (type) {
            case 'i' -> JAVA_INT;
            case 'l' -> JAVA_LONG;
            default -> ADDRESS;
        };
    }

    /** Why the call before this one failed, on this thread. */
    static int errno() {
        try {
            return MEMORY.get(JAVA_INT, (long) ERRNO_LOCATION.invokeExact());
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int socket(int domain, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(domain, type, protocol);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int bind(int fd, MemorySegment address, int length) {
        try {
            return (int) BIND.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** An address of the family {@link #AF_UNSPEC} disconnects. */
    static int connect(int fd, MemorySegment address, int length) {
        try {
            return (int) CONNECT.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int setsockopt(int fd, int level, int name, MemorySegment value, int length) {
        try {
            return (int) SETSOCKOPT.invokeExact(fd, level, name, value, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** @param length of the value's room; set to that of the value */
    static int getsockopt(int fd, int level, int name, MemorySegment value, MemorySegment length) {
        try {
            return (int) GETSOCKOPT.invokeExact(fd, level, name, value, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int getsockname(int fd, MemorySegment address, MemorySegment length) {
        try {
            return (int) GETSOCKNAME.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int close(int fd) {
        try {
            return (int) CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** @param packet address of the bytes */
    static long send(int fd, long packet, long length, int flags) {
        try {
            return (long) SEND.invokeExact(fd, packet, length, flags);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /**
     * @param packet address of the bytes
     * @param target address of a socket address
     */
    static long sendto(int fd, long packet, long length, int flags, long target, int targetLength) {
        try {
            return (long) SENDTO.invokeExact(fd, packet, length, flags, target, targetLength);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /**
     * @param messages address of an array of {@code mmsghdr}
     * @return how many were sent
     */
    static int sendmmsg(int fd, long messages, int count, int flags) {
        try {
            return (int) SENDMMSG.invokeExact(fd, messages, count, flags);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** @param message address of a {@code msghdr} */
    static long recvmsg(int fd, long message, int flags) {
        try {
            return (long) RECVMSG.invokeExact(fd, message, flags);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /**
     * Without a time limit: for sockets that don't block.
     *
     * @param messages address of an array of {@code mmsghdr}
     * @return how many were received
     */
    static int recvmmsg(int fd, long messages, int count, int flags) {
        try {
            return (int) RECVMMSG.invokeExact(fd, messages, count, flags, 0L);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** @param time a {@code timespec} that is filled */
    static int clock_gettime(int clock, MemorySegment time) {
        try {
            return (int) CLOCK_GETTIME.invokeExact(clock, time);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Blocks the calling thread, which the virtual machine may stop meanwhile. Answers the error number, or 0. */
    static int clock_nanosleep(int clock, int flags, MemorySegment until) {
        try {
            return (int) CLOCK_NANOSLEEP.invokeExact(clock, flags, until, MemorySegment.NULL);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Of the calling thread. */
    static int prctl(int option, long value) {
        try {
            return (int) PRCTL.invokeExact(option, value);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** @param thread 0 for the calling thread */
    static int sched_getscheduler(int thread) {
        try {
            return (int) SCHED_GETSCHEDULER.invokeExact(thread);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /**
     * @param thread 0 for the calling thread
     * @param priority a {@code sched_param}: one int
     */
    static int sched_setscheduler(int thread, int policy, MemorySegment priority) {
        try {
            return (int) SCHED_SETSCHEDULER.invokeExact(thread, policy, priority);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    // A call of the C library throws nothing: the types above don't fit those of its handle, or the machine is ending.
    private static AssertionError broken(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new AssertionError(e);
    }
}
