package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void theAddressIsThatOfTheUri() {
        var target = Target.parse("sip:4001@127.0.0.2:5070;transport=udp", false);
        assertThat(target.address().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(target.address().getPort()).isEqualTo(5070);
    }

    @Test
    void thePortIsOptional() {
        assertThat(Target.parse("sip:127.0.0.1", false).address().getPort()).isEqualTo(5060);
    }

    @Test
    void anotherMachineIsRefusedUnlessPermitted() {
        assertThatThrownBy(() -> Target.parse("sip:1@192.0.2.1", false)).hasMessageContaining("--allow-remote");
        assertThat(Target.parse("sip:1@192.0.2.1", true).address().getPort()).isEqualTo(5060);
    }

    @Test
    void whatIsNoSipUriIsRefused() {
        assertThatThrownBy(() -> Target.parse("tel:4001", false)).isInstanceOf(IllegalArgumentException.class);
    }
}
