package io.ringflow.testkit.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** SIP over one datagram socket. */
final class UdpWire implements SipWire {
    private final DatagramSocket socket;
    private final Thread reader;

    UdpWire(InetAddress bind, Arrivals arrivals) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(bind, 0));
        reader =
                Thread.ofVirtual().name("sip-peer-udp-" + socket.getLocalPort()).start(() -> read(arrivals));
    }

    private void read(Arrivals arrivals) {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                packet.setLength(65_536);
                socket.receive(packet);
                arrivals.arrived(Arrays.copyOf(packet.getData(), packet.getLength()), (InetSocketAddress)
                        packet.getSocketAddress());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    arrivals.broken(e);
                }
            }
        }
    }

    @Override
    public void send(byte[] message, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(message, message.length, to));
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public String protocol() {
        return "UDP";
    }

    @Override
    public void close() {
        socket.close();
        SipWire.join(reader);
    }
}
