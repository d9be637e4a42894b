package io.ringflow.media.sdp;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.FormatParameters;
import io.ringflow.media.sdp.MediaPlan.Direction;
import io.ringflow.media.sdp.Sdp.Attribute;
import io.ringflow.media.sdp.Sdp.Connection;
import io.ringflow.media.sdp.Sdp.Origin;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Offer and answer (RFC 3264) for one audio stream with telephone-events: pure functions.
 *
 * <p>One stream is taken, with one codec; every other {@code m=} line is refused in its place. A failure of kind
 * NOT_ACCEPTABLE has a message fit for a Warning header: its code of RFC 3261 §20.43, a blank, the text.
 */
public final class Negotiation {
    private static final int SHORTEST_PACKET_MILLIS = 10;
    private static final int LONGEST_PACKET_MILLIS = 60;

    private Negotiation() {}

    /** An answer and what it means. */
    public record Answered(MediaPlan plan, String sdp) {}

    /** The stream taken, and the format and codec taken of it. */
    private record Choice(int index, AudioStream stream, RtpFormat format, Codec codec) {
        boolean offersComfortNoise() {
            return codec.clockRate() == RtpFormat.comfortNoise().clockRate()
                    && stream.formats().stream().anyMatch(RtpFormat::isComfortNoise);
        }
    }

    /** @throws MediaFailure BAD_DESCRIPTION or NOT_ACCEPTABLE */
    public static Answered answer(String offerSdp, LocalMedia local) {
        Sdp offer = SdpReader.read(offerSdp);
        Choice choice = choose(offer, local);
        List<RtpFormat> theirs = choice.stream.formats().stream()
                .filter(format -> local.events() && format.isEvents())
                .toList();
        Optional<RtpFormat> sendEvents = eventsFor(choice.codec, theirs);
        MediaPlan plan = plan(choice, local, choice.format.payloadType(), choice.stream.rtcpMux(), sendEvents, theirs);

        List<RtpFormat> answered = new ArrayList<>(List.of(choice.format.with(choice.codec.parameters())));
        if (local.formats().comfortNoise() && choice.offersComfortNoise()) {
            answered.add(RtpFormat.comfortNoise());
        }
        sendEvents
                .map(events -> RtpFormat.events(events.payloadType(), events.clockRate()))
                .ifPresent(answered::add);
        List<MediaDescription> media = new ArrayList<>();
        for (MediaDescription offered : offer.media()) {
            media.add(
                    media.size() == choice.index
                            ? audio(
                                    answered,
                                    local,
                                    plan.packetMillis(),
                                    plan.direction(),
                                    plan.rtcpMux(),
                                    plan.voipMetrics())
                            : offered.refused());
        }
        return new Answered(plan, SdpWriter.write(describe(local, offer.timing(), media)));
    }

    /** Our own offer: all our codecs, in our order, and telephone-events at each of their clock rates. */
    public static String offer(LocalMedia local) {
        MediaDescription audio =
                audio(OfferedFormats.of(local), local, local.packetMillis(), Direction.SENDRECV, false, false);
        return SdpWriter.write(describe(local, Sdp.UNBOUNDED, List.of(audio)));
    }

    /**
     * An offer after the first: every stream keeps its place (RFC 3264 §8), those we refused stay refused.
     *
     * @param previous our last description, offer or answer
     */
    public static String offer(LocalMedia local, String previous) {
        MediaDescription audio = SdpReader.read(offer(local)).media().getFirst();
        List<MediaDescription> media = new ArrayList<>();
        boolean placed = false;
        for (MediaDescription last : SdpReader.read(previous).media()) {
            boolean ours = !placed && last.isAudio() && last.port() != 0;
            media.add(ours ? audio : last.refused());
            placed |= ours;
        }
        if (!placed) {
            media.add(audio);
        }
        return SdpWriter.write(describe(local, Sdp.UNBOUNDED, media));
    }

    /**
     * What the far end's answer to our offer means.
     *
     * @param local as it was given to {@link #offer}
     * @throws MediaFailure BAD_DESCRIPTION or NOT_ACCEPTABLE
     */
    public static MediaPlan accept(String answerSdp, LocalMedia local) {
        Choice choice = choose(SdpReader.read(answerSdp), local);
        List<RtpFormat> offered = OfferedFormats.of(local);
        int receive = offered.stream()
                .filter(format -> format.is(choice.codec))
                .findFirst()
                .orElseThrow()
                .payloadType();
        List<RtpFormat> answered = choice.stream.formats().stream()
                .filter(format -> local.events() && format.isEvents())
                .toList();
        // the far end should use our numbers, but some use their own (RFC 3264 §6.1)
        List<RtpFormat> events =
                new ArrayList<>(offered.stream().filter(RtpFormat::isEvents).toList());
        events.addAll(answered);
        return plan(choice, local, receive, false, eventsFor(choice.codec, answered), events);
    }

    private static Choice choose(Sdp sdp, LocalMedia local) {
        @Nullable MediaFailure reason = null;
        for (int index = 0; index < sdp.media().size(); index++) {
            MediaDescription media = sdp.media().get(index);
            if (!media.isAudio() || media.port() == 0) {
                continue;
            }
            try {
                AudioStream stream = AudioStream.of(sdp, media, local.ipv6());
                return common(index, stream, local.codecs());
            } catch (MediaFailure e) {
                if (e.kind() != Kind.NOT_ACCEPTABLE) {
                    throw e;
                }
                reason = reason == null ? e : reason;
            }
        }
        throw reason != null ? reason : AudioStream.notAcceptable("304 Media type not available: no audio stream");
    }

    private static Choice common(int index, AudioStream stream, List<Codec> codecs) {
        for (RtpFormat format : stream.formats()) {
            for (Codec codec : codecs) {
                Optional<Codec> agreed =
                        format.is(codec) ? codec.agreed(FormatParameters.of(format.parameters())) : Optional.empty();
                if (agreed.isPresent()) {
                    return new Choice(index, stream, format, agreed.get());
                }
            }
        }
        throw AudioStream.notAcceptable("305 Incompatible media format: we have "
                + codecs.stream().map(Codec::key).collect(Collectors.joining(", ")));
    }

    /**
     * RFC 4733 §2.1: events have the clock of the audio beside them. Some phones offer those of 8000 Hz only, beside
     * whatever codec: a digit at an odd clock is better than none.
     */
    private static Optional<RtpFormat> eventsFor(Codec codec, List<RtpFormat> events) {
        return events.stream()
                .filter(format -> format.clockRate() == codec.clockRate())
                .findFirst()
                .or(() -> events.stream().findFirst());
    }

    private static MediaPlan plan(
            Choice choice,
            LocalMedia local,
            int receivePayloadType,
            boolean rtcpMux,
            Optional<RtpFormat> sendEvents,
            List<RtpFormat> receiveEvents) {
        AudioStream stream = choice.stream;
        Map<Integer, Integer> clocks = new LinkedHashMap<>();
        for (RtpFormat format : receiveEvents) {
            if (format.payloadType() != receivePayloadType) {
                clocks.putIfAbsent(format.payloadType(), format.clockRate());
            }
        }
        InetSocketAddress rtcp = rtcpMux ? stream.rtp() : stream.rtcp();
        return new MediaPlan(
                stream.rtp(),
                rtcp,
                rtcpMux,
                Direction.of(
                        stream.direction().receive() && !stream.nowhere(),
                        stream.direction().send()),
                choice.codec,
                choice.format.payloadType(),
                receivePayloadType,
                choice.codec.packetMillis(packetMillis(stream, local.packetMillis())),
                sendEvents.map(RtpFormat::payloadType).orElse(-1),
                Map.copyOf(clocks),
                stream.voipMetrics(),
                stream.ssrc(),
                local.formats().comfortNoise() && choice.offersComfortNoise());
    }

    private static int packetMillis(AudioStream stream, int preferred) {
        int wanted = stream.packetMillis() > 0 ? stream.packetMillis() : preferred;
        if (stream.maxPacketMillis() > 0) {
            wanted = Math.min(wanted, stream.maxPacketMillis());
        }
        return Math.clamp(wanted, SHORTEST_PACKET_MILLIS, LONGEST_PACKET_MILLIS);
    }

    private static Sdp describe(LocalMedia local, String timing, List<MediaDescription> media) {
        Connection connection = Connection.of(local.address());
        Origin origin = new Origin(
                "ringflow",
                Long.toUnsignedString(local.sessionId()),
                Long.toUnsignedString(local.version()),
                connection.network(),
                connection.addressType(),
                connection.address());
        return new Sdp(origin, "-", Optional.of(connection), timing, List.of(), media);
    }

    private static MediaDescription audio(
            List<RtpFormat> formats,
            LocalMedia local,
            int packetMillis,
            Direction direction,
            boolean rtcpMux,
            boolean voipMetrics) {
        List<Attribute> attributes = new ArrayList<>();
        for (RtpFormat format : formats) {
            attributes.add(new Attribute("rtpmap", format.rtpmap()));
            format.fmtp().ifPresent(fmtp -> attributes.add(new Attribute("fmtp", fmtp)));
        }
        attributes.add(new Attribute("ptime", Integer.toString(packetMillis)));
        attributes.add(Attribute.flag(direction.name().toLowerCase(Locale.ROOT)));
        if (rtcpMux) {
            attributes.add(Attribute.flag("rtcp-mux"));
        } else if (local.rtcpPort() != local.rtpPort() + 1) {
            attributes.add(new Attribute("rtcp", Integer.toString(local.rtcpPort())));
        }
        if (voipMetrics) {
            attributes.add(new Attribute(AudioStream.EXTENDED_REPORTS, AudioStream.VOIP_METRICS));
        }
        local.ssrc().ifPresent(ssrc -> attributes.add(new Attribute("ssrc", ssrc)));
        return new MediaDescription(
                "audio",
                local.rtpPort(),
                "RTP/AVP",
                formats.stream()
                        .map(format -> Integer.toString(format.payloadType()))
                        .toList(),
                Optional.empty(),
                attributes);
    }
}
