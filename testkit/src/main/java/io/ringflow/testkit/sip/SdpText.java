package io.ringflow.testkit.sip;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A session description with one audio stream, as lines of text. A value; looks only at what a telephone needs. */
public record SdpText(List<String> lines) {
    public SdpText {
        lines = List.copyOf(lines);
    }

    /** An offer of G.711 both ways and telephone events, as common telephones make it. */
    public static SdpText audio(InetSocketAddress rtp) {
        return audio(rtp, "8 PCMA/8000", "0 PCMU/8000", "101 telephone-event/8000");
    }

    /** An offer of these formats, each a payload type and its rtpmap: {@code "0 PCMU/8000"}. */
    public static SdpText audio(InetSocketAddress rtp, String... formats) {
        String host = rtp.getAddress().getHostAddress();
        String family = host.contains(":") ? "IP6 " : "IP4 ";
        var lines =
                new ArrayList<>(List.of("v=0", "o=- 1 1 IN " + family + host, "s=-", "c=IN " + family + host, "t=0 0"));
        var types = new StringBuilder();
        var maps = new ArrayList<String>();
        for (var format : formats) {
            String[] parts = format.split(" ");
            types.append(' ').append(parts[0]);
            maps.add("a=rtpmap:" + format);
            if (parts[1].toLowerCase(Locale.ROOT).startsWith("telephone-event")) {
                maps.add("a=fmtp:" + parts[0] + " 0-15");
            }
        }
        lines.add("m=audio " + rtp.getPort() + " RTP/AVP" + types);
        lines.addAll(maps);
        lines.addAll(List.of("a=ptime:20", "a=sendrecv"));
        return new SdpText(lines);
    }

    public static SdpText parse(String text) {
        return new SdpText(text.lines().filter(line -> !line.isBlank()).toList());
    }

    /** Where audio is to be sent. */
    public InetSocketAddress audioAddress() {
        String connection = lines.stream()
                .filter(line -> line.startsWith("c="))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no connection line in\n" + this));
        return new InetSocketAddress(connection.split("\\s+")[2].replaceFirst("/.*", ""), audioPort());
    }

    public int audioPort() {
        return Integer.parseInt(media()[1]);
    }

    /** The payload types of the audio line, in order of preference. */
    public List<Integer> payloadTypes() {
        var media = media();
        var types = new ArrayList<Integer>();
        for (int i = 3; i < media.length; i++) {
            types.add(Integer.parseInt(media[i]));
        }
        return types;
    }

    /** The payload type mapped to a name and clock, such as {@code telephone-event/8000}. */
    public OptionalInt payloadType(String format) {
        String wanted = format.toLowerCase(Locale.ROOT);
        return lines.stream()
                .filter(line -> line.startsWith("a=rtpmap:"))
                .filter(line -> line.toLowerCase(Locale.ROOT).split("\\s+")[1].equals(wanted))
                .mapToInt(line -> Integer.parseInt(line.substring(9).split("\\s+")[0]))
                .filter(payloadTypes()::contains)
                .findFirst();
    }

    /** {@code sendrecv}, {@code sendonly}, {@code recvonly} or {@code inactive}. */
    public String direction() {
        return lines.stream()
                .filter(SdpText::isDirection)
                .map(line -> line.substring(2))
                .reduce((first, second) -> second)
                .orElse("sendrecv");
    }

    /** The same with another direction and the next version number (RFC 3264 §8). */
    public SdpText direction(String direction) {
        var changed = new ArrayList<>(
                nextVersion().lines.stream().filter(line -> !isDirection(line)).toList());
        changed.add("a=" + direction);
        return new SdpText(changed);
    }

    /** The same with the version number of its origin raised by one. */
    public SdpText nextVersion() {
        return new SdpText(lines.stream().map(SdpText::raised).toList());
    }

    /** The same with another line at the end. */
    public SdpText plus(String line) {
        var more = new ArrayList<>(lines);
        more.add(line);
        return new SdpText(more);
    }

    @Override
    public String toString() {
        return String.join("\r\n", lines) + "\r\n";
    }

    private String[] media() {
        return lines.stream()
                .filter(line -> line.startsWith("m=audio"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no audio in\n" + this))
                .split("\\s+");
    }

    private static String raised(String line) {
        if (!line.startsWith("o=")) {
            return line;
        }
        var parts = line.split(" ");
        parts[2] = Long.toString(Long.parseLong(parts[2]) + 1);
        return String.join(" ", parts);
    }

    private static boolean isDirection(String line) {
        return line.matches("a=(sendrecv|sendonly|recvonly|inactive)");
    }
}
