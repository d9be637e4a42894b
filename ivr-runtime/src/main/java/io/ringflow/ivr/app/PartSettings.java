package io.ringflow.ivr.app;

import io.ringflow.ivr.call.CallSettings;
import io.ringflow.ivr.config.ServerConfig;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import java.time.ZoneId;

/** What parts of a server are told, made of its configuration. Pure. */
final class PartSettings {

    private PartSettings() {}

    static CallSettings calls(ServerConfig config) {
        var flow = config.flow();
        return new CallSettings(
                flow.idleLimit(),
                flow.maxRedirects(),
                flow.maxDocuments(),
                flow.apologyPrompt(),
                new CallSettings.Hold(flow.holdPrompt(), flow.holdAfter()),
                ZoneId.systemDefault());
    }

    /** With the addresses of this machine that its listeners stand for. */
    static SipConfig sip(SipConfig sip) {
        return new SipConfig(
                LocalAddresses.expanded(sip.listeners()),
                sip.userAgent(),
                sip.maxCalls(),
                sip.trustedNetworks(),
                sip.sourceRate(),
                sip.trunkRate(),
                sip.limits());
    }

    /** A listener, for the operator. */
    static String text(ListenAddress address) {
        return "%s %s:%d"
                .formatted(address.transport().parameter(), address.bind().getHostAddress(), address.port());
    }
}
