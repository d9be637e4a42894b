package io.ringflow.media.sdp;

import io.ringflow.media.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One payload type of a stream and what it stands for (RFC 8866 §6.6, RFC 3551 §6). Immutable.
 *
 * @param encoding its name as written; empty when neither {@code a=rtpmap} nor RFC 3551 tells
 * @param parameters what {@code a=fmtp} says of it; empty without
 */
record RtpFormat(int payloadType, String encoding, int clockRate, int channels, String parameters) {
    private static final String EVENTS = "telephone-event";
    /** Digits, star, hash and A to D. */
    private static final String DTMF_EVENTS = "0-15";

    private static final int COMFORT_NOISE = 13;
    static final int MAX_PAYLOAD_TYPE = 127;

    /** RFC 3551 table 4, the audio types that still occur. */
    private static final List<RtpFormat> STATIC = List.of(
            mono(0, "PCMU"),
            mono(3, "GSM"),
            mono(4, "G723"),
            mono(5, "DVI4"),
            mono(7, "LPC"),
            mono(8, "PCMA"),
            mono(9, "G722"),
            mono(12, "QCELP"),
            mono(13, "CN"),
            mono(15, "G728"),
            mono(18, "G729"));

    private static RtpFormat mono(int payloadType, String encoding) {
        return new RtpFormat(payloadType, encoding, 8_000, 1, "");
    }

    static RtpFormat of(int payloadType, Codec codec) {
        return new RtpFormat(payloadType, codec.name(), codec.clockRate(), codec.channels(), codec.parameters());
    }

    static RtpFormat events(int payloadType, int clockRate) {
        return new RtpFormat(payloadType, EVENTS, clockRate, 1, DTMF_EVENTS);
    }

    /** RFC 3389: only with the clock of narrow-band audio does it have a number that all know. */
    static RtpFormat comfortNoise() {
        return mono(COMFORT_NOISE, "CN");
    }

    /** The formats of an RTP stream, in its order. */
    static List<RtpFormat> of(MediaDescription media) {
        List<RtpFormat> mapped = new ArrayList<>();
        for (Sdp.Attribute attribute : media.attributes()) {
            if (attribute.name().equals("rtpmap")) {
                mapped.add(rtpmap(attribute.value()));
            }
        }
        List<RtpFormat> formats = new ArrayList<>();
        for (String format : media.formats()) {
            int payloadType = SdpReader.number(format, MAX_PAYLOAD_TYPE, "payload type");
            formats.add(find(mapped, payloadType)
                    .or(() -> find(STATIC, payloadType))
                    .orElse(new RtpFormat(payloadType, "", 0, 1, ""))
                    .with(parameters(media, payloadType)));
        }
        return formats;
    }

    private static String parameters(MediaDescription media, int payloadType) {
        String number = Integer.toString(payloadType);
        for (Sdp.Attribute attribute : media.attributes()) {
            if (attribute.name().equals("fmtp") && attribute.value().startsWith(number)) {
                String rest = attribute.value().substring(number.length());
                if (rest.isEmpty() || Character.isWhitespace(rest.charAt(0))) {
                    return rest.strip();
                }
            }
        }
        return "";
    }

    private static Optional<RtpFormat> find(List<RtpFormat> formats, int payloadType) {
        for (RtpFormat format : formats) {
            if (format.payloadType == payloadType) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private static RtpFormat rtpmap(String value) {
        List<String> words = SdpReader.tokens(value, "a=rtpmap");
        if (words.size() < 2) {
            throw SdpReader.bad("a=rtpmap has no encoding");
        }
        int payloadType = SdpReader.number(words.get(0), MAX_PAYLOAD_TYPE, "payload type");
        String[] parts = words.get(1).split("/", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty()) {
            throw SdpReader.bad("a=rtpmap is not name/rate");
        }
        int clockRate = SdpReader.number(parts[1], 1_000_000, "clock rate");
        int channels = parts.length == 2 || parts[2].isEmpty() ? 1 : SdpReader.number(parts[2], 255, "channels");
        return new RtpFormat(payloadType, parts[0], clockRate, channels, "");
    }

    /** Some forget the channels of a codec that always has two. */
    boolean is(Codec codec) {
        return encoding.equalsIgnoreCase(codec.name())
                && clockRate == codec.clockRate()
                && (channels == codec.channels() || channels == 1);
    }

    boolean isEvents() {
        return encoding.equalsIgnoreCase(EVENTS) && clockRate > 0;
    }

    boolean isComfortNoise() {
        return payloadType == COMFORT_NOISE && encoding.equalsIgnoreCase("CN");
    }

    RtpFormat with(String otherParameters) {
        return new RtpFormat(payloadType, encoding, clockRate, channels, otherParameters);
    }

    /** As in {@code a=rtpmap}. */
    String rtpmap() {
        return payloadType + " " + encoding + "/" + clockRate + (channels == 1 ? "" : "/" + channels);
    }

    /** As in {@code a=fmtp}; empty for none. */
    Optional<String> fmtp() {
        return parameters.isEmpty() ? Optional.empty() : Optional.of(payloadType + " " + parameters);
    }
}
