package io.ringflow.ivr.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeMessageTest {

    /** Threat W12. */
    @Test
    void aCallerNameCanNotForgeALine() {
        assertThat(SafeMessage.escaped("call from x\r\n12:00 INFO call from y"))
                .isEqualTo("call from x\\u000d\\u000a12:00 INFO call from y");
    }

    /** Threat W12. */
    @Test
    void aCallerNameCanNotDriveTheTerminal() {
        assertThat(SafeMessage.escaped("\u001b[2Jx\u2028y")).isEqualTo("\\u001b[2Jx\\u2028y");
    }

    @Test
    void ordinaryTextStaysTheSameObject() {
        String text = "call 7f3a ended: 应用挂机";
        assertThat(SafeMessage.escaped(text)).isSameAs(text);
    }
}
