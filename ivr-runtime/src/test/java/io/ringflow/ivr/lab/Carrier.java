package io.ringflow.ivr.lab;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.sip.Callee;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A telephone that calls of a lab's server go to, over a trunk named {@code carrier}. Owned by the test's thread. */
final class Carrier {

    private Phone phone;

    /** The settings of a server that calls by it. */
    ServerSettings serves(CallLab lab, ServerSettings settings, Map<String, ?> trunk) {
        phone = lab.phone("carrier");
        var keys = new HashMap<String, Object>(trunk);
        keys.put("name", "carrier");
        keys.put("peer", "127.0.0.1:" + phone.sip().address().getPort());
        return settings.with("trunks", List.of(keys));
    }

    Phone phone() {
        return phone;
    }

    /** Takes the next call and answers it. */
    Callee answers() {
        return answers(phone.isCalled());
    }

    Callee answers(Callee callee) {
        return callee.answers(phone.offer().toString());
    }
}
