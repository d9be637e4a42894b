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

    private record Block(byte[] network, int bits) {

        static Block parse(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                        .getAddress();
                int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > network.length * 8) {
                    throw new SipFailure("not a network: " + text);
                }
                return new Block(network, bits);
            } catch (IllegalArgumentException e) {
                throw new SipFailure("not a network: " + text, e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
