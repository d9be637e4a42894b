package io.ringflow.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.sdp.Sdp.Attribute;
import io.ringflow.media.sdp.Sdp.Connection;
import io.ringflow.media.sdp.Sdp.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpReaderTest {
    @Test
    void lineEndsAndBlanksDoNotMatter() {
        String text = Offers.read("baresip");
        Sdp expected = SdpReader.read(text);
        assertThat(SdpReader.read(text.replace("\r\n", "\n"))).isEqualTo(expected);
        assertThat(SdpReader.read(text.replace("\r\n", "\r"))).isEqualTo(expected);
        assertThat(SdpReader.read(text.replace("\r\n", " \r\n\r\n"))).isEqualTo(expected);
        assertThat(SdpReader.read(text.stripTrailing())).isEqualTo(expected);
        assertThat(SdpReader.read(text.replace("RTP/AVP 0 8", "RTP/AVP  0\t8"))).isEqualTo(expected);
    }

    @Test
    void linesUnknownToUsAreSkipped() {
        Sdp sdp = SdpReader.read(
                "v=0\nx=new\ni=info\nu=http://example.com\nz=0 0\nm=audio 1 RTP/AVP 0\nk=clear:x\ny=z\n");
        assertThat(sdp.media()).hasSize(1);
        assertThat(sdp.attributes()).isEmpty();
    }

    @Test
    void whatIsMissingHasItsUsualValue() {
        Sdp sdp = SdpReader.read("v=0\n");
        assertThat(sdp.origin()).isEqualTo(Origin.NONE);
        assertThat(sdp.sessionName()).isEqualTo("-");
        assertThat(sdp.timing()).isEqualTo("0 0");
        assertThat(sdp.connection()).isEmpty();
    }

    @Test
    void aSessionIdLongerThanAnyIntegerIsKept() {
        assertThat(SdpReader.read("v=0\no=- 99999999999999999999999 1 IN IP4 198.51.100.1\n")
                        .origin()
                        .sessionId())
                .isEqualTo("99999999999999999999999");
    }

    @Test
    void attributesBelongToTheSectionTheyStandIn() {
        Sdp sdp = SdpReader.read("v=0\na=one:1\nm=audio 2 RTP/AVP 0\na=two\nm=video 4/2 RTP/AVP 31\na=three: x y \n");
        assertThat(sdp.attributes()).containsExactly(new Attribute("one", "1"));
        assertThat(sdp.media().get(0).attributes()).containsExactly(Attribute.flag("two"));
        assertThat(sdp.media().get(1).attributes()).containsExactly(new Attribute("three", "x y"));
        assertThat(sdp.media().get(1).port()).isEqualTo(4);
    }

    @Test
    void theFirstOfSeveralAddressesCounts() {
        Sdp sdp = SdpReader.read("v=0\nc=IN IP4 224.2.1.1/127\nc=IN IP4 224.2.1.2/127\nm=audio 2 RTP/AVP 0\n");
        assertThat(sdp.connection()).contains(new Connection("IN", "IP4", "224.2.1.1/127"));
    }

    @Test
    void realOffersComeBackAsTheyWereWritten() {
        for (String name : Offers.NAMES) {
            Sdp sdp = SdpReader.read(Offers.read(name));
            assertThat(SdpReader.read(SdpWriter.write(sdp))).as(name).isEqualTo(sdp);
        }
    }

    @Test
    void anyDescriptionComesBackAsItWasWritten() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            Sdp sdp = random(random);
            assertThat(SdpReader.read(SdpWriter.write(sdp))).isEqualTo(sdp);
        }
    }

    private static Sdp random(Random random) {
        List<MediaDescription> media = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            List<String> formats = new ArrayList<>(List.of(word(random)));
            for (int more = random.nextInt(10); more > 0; more--) {
                formats.add(word(random));
            }
            media.add(new MediaDescription(
                    word(random),
                    random.nextInt(65_536),
                    word(random),
                    formats,
                    connection(random),
                    attributes(random)));
        }
        Origin origin = new Origin(word(random), word(random), word(random), word(random), word(random), word(random));
        String timing = random.nextInt(1_000) + " " + random.nextInt(1_000);
        return new Sdp(origin, word(random) + " x", connection(random), timing, attributes(random), media);
    }

    private static Optional<Connection> connection(Random random) {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new Connection(word(random), word(random), word(random)));
    }

    private static List<Attribute> attributes(Random random) {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = word(random).replace(':', '-');
            attributes.add(new Attribute(name, random.nextBoolean() ? "" : word(random) + " " + word(random)));
        }
        return attributes;
    }

    /** Visible characters without upper case, which attribute names do not keep. */
    private static String word(Random random) {
        String characters = "abcdefghijklmnopqrstuvwxyz0123456789/.:-+=;,@\"\\<>%";
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            word.append(characters.charAt(random.nextInt(characters.length())));
        }
        return word.toString();
    }
}
