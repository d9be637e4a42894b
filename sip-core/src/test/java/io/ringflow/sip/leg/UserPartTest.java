package io.ringflow.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPartTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sip:100@127.0.0.1:5060;transport=udp         | 100
                    SIPS:%2B8610@trunk                           | +8610
                    sip:alice:secret@host                        | alice
                    sip:+8613800;phone-context=+86@host          | +8613800
                    sip:user;par=u%40example.net@example.com     | user
                    sip:sips%3Auser%40example.com@example.net    | sips:user@example.com
                    sip:host.example                             | ''
                    sip:host?to=a@b                              | ''
                    tel:+86-10-1234;phone-context=x              | +86-10-1234
                    http://a@b                                   | ''
                    sip:100%@h                                   | 100%
                    sip:1%zz2@h                                  | 1%zz2
                    sip:%E4%B8%AD@h                              | 中
                    """)
    void theNumberIsReadAsItWasDialled(String uri, String user) {
        assertThat(UserPart.of(uri)).isEqualTo(user);
    }

    @Test
    void anEscapedNulDoesNotCutTheNumber() {
        assertThat(UserPart.of("sip:null-%00-null@example.com")).isEqualTo("null-\0-null");
    }
}
