package io.ringflow.sip.leg;

import io.ringflow.sip.SipFailure;
import java.net.InetAddress;
import java.util.List;

/** The CIDR blocks whose identity headers are believed (RFC 3325). Immutable. */
public final class TrustedNetworks {
    private final List<Block> blocks;

    private TrustedNetworks(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** @throws SipFailure if a block can't be read */
    public static TrustedNetworks of(List<String> blocks) {
        return new TrustedNetworks(blocks.stream().map(Block::parse).toList());
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return blocks.stream().anyMatch(block -> block.contains(bytes));
    }

    private record Block(InetAddress network, int bits) {

        static Block parse(String text) {
            int slash = text.indexOf('/');
            try {
                var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
                int width = network.getAddress().length * 8;
                int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > width) {
                    throw new SipFailure("not a network: " + text);
                }
                return new Block(network, bits);
            } catch (IllegalArgumentException e) {
                throw new SipFailure("not a network: " + text, e);
            }
        }

        boolean contains(byte[] address) {
            byte[] ours = network.getAddress();
            if (address.length != ours.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (ours[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
