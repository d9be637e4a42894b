package io.ringflow.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.time.FakeTime;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A connection that opens at the very moment it is asked about; a second one beside it would be left unread. */
class OpeningConnectionSocketTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void whatOpensWhileItIsAskedAboutIsUsable() {
        var config = SipConfig.of(List.of(new ListenAddress(Transport.TCP, LOOPBACK, 0, null)));
        try (var network = SipNetwork.open(config, new FakeTime(), new Unasked(), SipObserver.NONE)) {
            var listener = (StreamListener) network.listeners().getFirst();
            var channel = new OpensWhenAsked();
            var connection = new StreamConnection(
                    listener, new InetSocketAddress(LOOPBACK, 5060), channel, Optional.ofNullable(channel.opening));

            assertThat(connection.isUsable()).isTrue();
        }
    }

    @Test
    void oneThatHasDiedIsNotUsedAgainAndOneThatNeverOpenedIsForgotten() {
        var config = SipConfig.of(List.of(new ListenAddress(Transport.TCP, LOOPBACK, 0, null)));
        try (var network = SipNetwork.open(config, new FakeTime(), new Unasked(), SipObserver.NONE)) {
            var listener = (StreamListener) network.listeners().getFirst();
            var peer = new InetSocketAddress(LOOPBACK, 5060);
            var dead = new EmbeddedChannel();
            dead.close();
            var next = new StreamConnection(listener, peer, new EmbeddedChannel(), Optional.empty());
            listener.connections().findOrOpen(peer, () -> new StreamConnection(listener, peer, dead, Optional.empty()));
            assertThat(listener.connections().findOrOpen(peer, () -> next)).isSameAs(next);

            var elsewhere = new InetSocketAddress(LOOPBACK, 5070);
            var closed = new EmbeddedChannel();
            var refused = closed.newFailedFuture(new ConnectException("refused"));
            listener.connections()
                    .findOrOpen(
                            elsewhere, () -> new StreamConnection(listener, elsewhere, closed, Optional.of(refused)));
            assertThat(listener.connections().size()).isEqualTo(1);
        }
    }

    private static final class OpensWhenAsked extends EmbeddedChannel {
        private final @Nullable ChannelPromise opening = newPromise();
        private boolean asked;

        @Override
        public boolean isActive() {
            // The channel asks itself while it is made.
            if (opening == null) return super.isActive();
            boolean before = asked;
            asked = true;
            opening.trySuccess();
            return before;
        }
    }

    private static final class Unasked implements MessageReceiver {
        @Override
        public void onMessage(byte[] octets, NetworkListener listener, Flow flow) {}

        @Override
        public void onPause() {}

        @Override
        public void onBroken(byte[] head, int status, NetworkListener listener, Flow flow) {}

        @Override
        public void onRefused(Refusal why, InetSocketAddress source) {}
    }
}
