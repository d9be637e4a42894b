package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.ringflow.sip.message.Hosts;
import io.ringflow.sip.transport.Flow;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;

/** The way to one peer as the stack sees it. Only requests of ours take it. */
final class FlowChannel extends MessageChannel implements RawMessageChannel {
    private final Flow flow;
    private final Consumer<byte[]> failedSend;

    FlowChannel(NetworkProcessor processor, Flow flow, Consumer<byte[]> failedSend) {
        this.messageProcessor = processor;
        this.flow = flow;
        this.failedSend = failedSend;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        send(message.encodeAsBytes(getTransport()));
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress receiver, int port, boolean reconnect) {
        send(message);
    }

    /** What the stack would hand to itself without a network takes the network all the same, past the guards. */
    @Override
    public void processMessage(SIPMessage message) throws IOException {
        sendMessage(message);
    }

    private void send(byte[] message) {
        flow.send(message, cause -> failedSend.accept(message));
    }

    /** The flow outlives its transactions. */
    @Override
    public void close() {}

    @Override
    public SIPTransactionStack getSIPStack() {
        return messageProcessor.getSIPStack();
    }

    @Override
    public String getTransport() {
        return flow.transport().parameter();
    }

    @Override
    public boolean isReliable() {
        return flow.transport().reliable();
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getPeerAddress() {
        return Hosts.literal(getPeerInetAddress());
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return flow.peer().getAddress();
    }

    @Override
    protected String getPeerProtocol() {
        return getTransport();
    }

    @Override
    public int getPeerPort() {
        return flow.peer().getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return getPeerPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return getPeerInetAddress();
    }

    @Override
    public String getKey() {
        return getKey(getPeerInetAddress(), getPeerPort(), getTransport());
    }

    @Override
    public String getViaHost() {
        return messageProcessor.getIpAddress().getHostAddress();
    }

    @Override
    public int getViaPort() {
        return messageProcessor.getPort();
    }
}
