package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaConfig.Sockets;
import io.ringflow.media.MediaLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our code allocates nothing per packet and per tick: exactly 0 bytes in 3,000 ticks, twelve reports among them, of every kind of traffic.
 *
 * <p>Measured in a virtual machine that interprets. There a thread's allocation is what the byte code allocates, neither
 * less (the compiler takes objects away that do not escape) nor more: when a method has become hot, the thread that runs
 * it asks for it to be compiled, and HotSpot first resolves on that thread every string constant of the method's class,
 * a String and its bytes each, and loads the classes of its signature by way of the class loader. Seen one by one with
 * flight recorder events of each allocation: 296 bytes at once in {@code InboundMedia.watch}, which has no string, were
 * the five strings of {@code InboundMedia.describe}. It happens once per class, thousands of ticks apart; with the
 * first compiler only (which does not do it) and without any it is 0. For the same reason method handles are kept from
 * being compiled anew at their 127th call, once in a handle's life.
 */
@ParameterizedClass
@MethodSource("io.ringflow.media.MediaLab#sockets")
class AllocationSocketTest {
    private static final Map<Sockets, Map<String, Map<String, Long>>> MEASURED = new EnumMap<>(Sockets.class);

    private final Map<String, Map<String, Long>> measured;
    private final boolean channels;

    AllocationSocketTest(Sockets sockets) {
        measured = MEASURED.get(sockets);
        channels = sockets == Sockets.CHANNEL;
    }

    // Both at once: most of it is one thread's work.
    @BeforeAll
    static void measure() throws Exception {
        Map<Sockets, Process> probes = new EnumMap<>(Sockets.class);
        try {
            for (Sockets sockets : MediaLab.sockets()) {
                probes.put(sockets, start(sockets));
            }
            for (Map.Entry<Sockets, Process> probe : probes.entrySet()) {
                MEASURED.put(probe.getKey(), measured(probe.getValue()));
            }
        } finally {
            probes.values().forEach(Process::destroyForcibly);
        }
    }

    private static Process start(Sockets sockets) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-ea",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.lang.invoke.MethodHandle.CUSTOMIZE_THRESHOLD=-1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationProbe.class.getName(),
                        sockets.name())
                .redirectErrorStream(true)
                .start();
    }

    private static Map<String, Map<String, Long>> measured(Process probe) throws Exception {
        String told = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(probe.exitValue()).as(told).isZero();
        Map<String, Map<String, Long>> kinds = new HashMap<>();
        told.lines().filter(line -> line.contains(" bytes=")).forEach(line -> take(line, kinds));
        return kinds;
    }

    private static void take(String line, Map<String, Map<String, Long>> kinds) {
        String[] words = line.split(" ");
        Map<String, Long> figures = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] figure = words[i].split("=");
            figures.put(figure[0], Long.parseLong(figure[1]));
        }
        kinds.put(words[0], figures);
    }

    private long figure(String traffic, String name) {
        assertThat(measured).containsKey(traffic);
        return measured.get(traffic).get(name);
    }

    private void assertNothingAllocated(String traffic) {
        assertThat(figure(traffic, "bytes")).as(traffic).isZero();
        assertThat(figure(traffic, "sent")).isGreaterThanOrEqualTo(AllocationProbe.TICKS);
        assertThat(figure(traffic, "received")).isGreaterThanOrEqualTo(AllocationProbe.TICKS);
        assertThat(figure(traffic, "heard")).isPositive();
    }

    @Test
    void bareChannelsAllocateNothingAfterTheLatch() {
        assertThat(figure("bare-connected", "bytes")).isZero();
    }

    /** Phases by the clock, the sleep between them included. */
    @Test
    void aLoopThatTurnsByItselfAllocatesNothing() {
        assertThat(figure("paced", "bytes")).isZero();
    }

    @Test
    void speechOfEitherLawAllocatesNothing() {
        assertNothingAllocated("pcma");
        assertNothingAllocated("pcmu");
    }

    @Test
    void wideBandSpeechAllocatesNothing() {
        assertNothingAllocated("l16");
        assertNothingAllocated("spoken");
    }

    /** Encoded, overheard and decoded by libopus. */
    @Test
    void opusAllocatesNothing() {
        assertNothingAllocated("opus");
    }

    /** Four members of two rates who talk in turn; whoever talks hears a mix of its own. */
    @Test
    void aConferenceAllocatesNothing() {
        assertNothingAllocated("conference");
    }

    @Test
    void packetsHandedOnFromLegToLegAllocateNothing() {
        assertNothingAllocated("relay");
    }

    @Test
    void lossDuplicatesAndDisorderAllocateNothing() {
        assertNothingAllocated("loss");
        assertThat(figure("loss", "lost")).isGreaterThan(AllocationProbe.TICKS / 33);
        assertThat(figure("loss", "discarded")).isGreaterThan(AllocationProbe.TICKS / 100);
    }

    /** A press is told once, by one event, and its end by another as large; the packets of it allocate nothing. */
    @Test
    void keysAllocateTheirEventsOnly() {
        long event = figure("digit-event", "bytes") / AllocationProbe.TICKS;
        assertThat(figure("keys", "digits")).isEqualTo(AllocationProbe.TICKS / 50);
        assertThat(figure("keys", "bytes")).isEqualTo(2 * event * figure("keys", "digits"));
        assertThat(figure("keys", "received")).isGreaterThanOrEqualTo(AllocationProbe.TICKS);
    }

    /** A key sounded is told by three events: begun, ended, and, to who sent it, sent. */
    @Test
    void tonesAllocateTheirEventsOnly() {
        long event = figure("digit-event", "bytes") / AllocationProbe.TICKS;
        assertThat(figure("tones", "digits")).isEqualTo(AllocationProbe.TICKS / 25);
        assertThat(figure("tones", "bytes")).isEqualTo(3 * event * figure("tones", "digits"));
    }

    /**
     * Before the latch the JDK is asked for a packet's source. It keeps the last one: one source costs nothing, two that
     * take turns cost an address per packet, 120 bytes. Ours is what is above the bare channel's, and is 0.
     */
    @Test
    void strangersBeforeTheLatchAllocateWhatTheChannelDoes() {
        assertThat(figure("bare-stranger", "bytes")).isZero();
        assertThat(figure("stranger", "bytes")).isZero();
        assertThat(figure("bare-strangers", "bytes")).isPositive();
        assertThat(figure("strangers", "bytes")).isEqualTo(figure("bare-strangers", "bytes"));
        assertThat(figure("strangers", "discarded")).isGreaterThanOrEqualTo(AllocationProbe.TICKS);
        assertThat(figure("strangers", "sent")).isGreaterThanOrEqualTo(AllocationProbe.TICKS);
    }

    /** Packets of a far end find their leg, and a stranger's none, without an object. */
    @Test
    void sharedPortsAllocateNothing() {
        if (channels) {
            // Shared ports are native.
            return;
        }
        assertNothingAllocated("shared");
        assertThat(figure("shared", "lost")).isGreaterThan(AllocationProbe.TICKS / 33);
        assertThat(figure("shared-strangers", "bytes")).isZero();
        assertThat(figure("shared-strangers", "sent")).isGreaterThanOrEqualTo(AllocationProbe.TICKS);
    }
}
