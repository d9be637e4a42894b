package io.ringflow.sip.stack;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import javax.sip.SipStack;

/** Gives the stack our bound listeners where it would open sockets of its own. Made by the stack by name. */
public final class NetworkProcessorFactory implements MessageProcessorFactory {

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        StackParts parts = StackParts.of(((SipStack) stack).getStackName());
        return parts.listener(address, port, transport)
                .map(listener -> new NetworkProcessor(stack, listener, parts.failedSend()))
                .orElseThrow(() -> new IOException("no listener at " + transport + " " + address + ":" + port));
    }
}
