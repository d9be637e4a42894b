package io.ringflow.testkit.call;

import io.ringflow.testkit.rtp.Ears;
import io.ringflow.testkit.rtp.G711;
import io.ringflow.testkit.rtp.RtpPeer;
import io.ringflow.testkit.sip.Callee;
import io.ringflow.testkit.sip.Caller;
import io.ringflow.testkit.sip.SdpText;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** A telephone: a {@link SipPeer} that signals and an {@link RtpPeer} that speaks and hears. Owned by one thread. */
public final class Phone implements AutoCloseable {
    private final SipPeer sip;
    private final RtpPeer rtp;

    private Optional<Caller> call = Optional.empty();
    private SdpText offer;

    public Phone(SipPeer sip, RtpPeer rtp) {
        this.sip = sip;
        this.rtp = rtp;
        this.offer = SdpText.audio(rtp.address());
    }

    /** A telephone on free UDP ports of 127.0.0.1. */
    public static Phone udp(String user) {
        return new Phone(SipPeer.udp(user), RtpPeer.open());
    }

    public static Phone tcp(String user) {
        return new Phone(SipPeer.tcp(user), RtpPeer.open());
    }

    public static Phone at(String user, InetAddress bind, boolean tcp) {
        return new Phone(SipPeer.at(user, bind, tcp), RtpPeer.open(bind));
    }

    /** What the next call offers, instead of A-law, µ-law and telephone events. */
    public Phone offers(String... formats) {
        offer = SdpText.audio(rtp.address(), formats);
        return this;
    }

    public SdpText offer() {
        return offer;
    }

    /** Sends the INVITE. */
    public Caller dials(String uri) {
        var dialled = sip.dial(uri, offer.toString());
        call = Optional.of(dialled);
        return dialled;
    }

    /** Dials, waits for the answer and connects the sound. */
    public Caller calls(String uri) {
        var dialled = dials(uri);
        connect(dialled.answered());
        return dialled;
    }

    /** Takes the next call to this telephone, without a word yet; its sound goes where the caller's offer says. */
    public Callee isCalled() {
        var callee = sip.called();
        connect(callee.offer());
        return callee;
    }

    /** Sends sound where an answer says, in the first codec it names, and keys as it wants them. */
    public void connect(SipText answer) {
        if (answer.body().length > 0) {
            connect(SdpText.parse(answer.bodyText()));
        }
    }

    public void connect(SdpText answer) {
        rtp.sendTo(answer.audioAddress());
        for (int type : answer.payloadTypes()) {
            for (var law : G711.values()) {
                if (law.payloadType() == type) {
                    rtp.codec(law);
                    answer.payloadType("telephone-event/8000").ifPresent(rtp::eventType);
                    return;
                }
            }
        }
    }

    /** Presses keys as telephone events; they leave with the next steps. */
    public Phone presses(String keys) {
        rtp.press(keys);
        return this;
    }

    /** Whether a sine of this frequency is in the last 200 ms heard. */
    public boolean hears(double hz) {
        return rtp.ears().hears(hz);
    }

    /** Waits for the far end's BYE. */
    public SipText isHungUp(Duration patience) {
        return call().hungUp(patience);
    }

    /** Hangs up; returns the answer to the BYE. */
    public SipText hangsUp() {
        return call().bye();
    }

    /** The last call dialled. */
    public Caller call() {
        return call.orElseThrow(() -> new AssertionError("nothing was dialled"));
    }

    public Ears ears() {
        return rtp.ears();
    }

    public RtpPeer rtp() {
        return rtp;
    }

    public SipPeer sip() {
        return sip;
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}
