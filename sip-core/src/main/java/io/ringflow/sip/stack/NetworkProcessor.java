package io.ringflow.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.transport.Flow;
import io.ringflow.sip.transport.NetworkListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** One of our listeners as the stack sees it. Opened and closed by {@link JainStack}, not from here. */
final class NetworkProcessor extends MessageProcessor {
    private final NetworkListener listener;
    private final Consumer<byte[]> failedSend;

    NetworkProcessor(SIPTransactionStack stack, NetworkListener listener, Consumer<byte[]> failedSend) {
        super(
                listener.address().bind(),
                listener.address().port(),
                listener.address().transport().parameter(),
                stack);
        this.listener = listener;
        this.failedSend = failedSend;
    }

    MessageChannel channel(Flow flow) {
        return new FlowChannel(this, flow, failedSend);
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return createMessageChannel(target.getInetAddress(), target.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) {
        return channel(listener.flowTo(new InetSocketAddress(host, port)));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public int getDefaultTargetPort() {
        return 5060;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public int getMaximumMessageSize() {
        return Limits.defaults().streamBytes();
    }

    @Override
    public boolean inUse() {
        return false;
    }
}
