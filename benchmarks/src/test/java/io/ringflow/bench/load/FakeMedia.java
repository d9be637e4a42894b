package io.ringflow.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** An RTP port that only remembers what it is told. */
final class FakeMedia implements Media {

    final List<String> told = new ArrayList<>();

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return 3_000;
    }

    @Override
    public void listen(LongConsumer onFirstPacket) {
        told.add("listen");
    }

    @Override
    public void connect(AudioDescription answer) {
        told.add("connect " + answer.address().getPort());
    }

    @Override
    public void close() {
        told.add("close");
    }
}
