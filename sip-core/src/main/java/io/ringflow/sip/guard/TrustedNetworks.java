package io.ringflow.sip.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Address blocks of trunks, in CIDR notation. Immutable. */
public final class TrustedNetworks {
    private final List<Block> blocks;

    /** One block: the address and how many leading bits count. */
    private record Block(byte[] address, int bits) {

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private TrustedNetworks(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address; names are not looked up. */
    public static TrustedNetworks of(List<String> networks) {
        var blocks = new ArrayList<Block>();
        for (String network : networks) {
            int slash = network.indexOf('/');
            String literal = slash < 0 ? network : network.substring(0, slash);
            byte[] address = literal(literal);
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(network.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("no such prefix: " + network);
            }
            blocks.add(new Block(address, bits));
        }
        return new TrustedNetworks(blocks);
    }

    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        for (Block block : blocks) {
            if (block.contains(octets)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] literal(String text) {
        if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
