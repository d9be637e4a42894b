package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow-protocol 8.1, and threats to whoever reads XML and JSON: W1 entities, W2 laughs, W3 depth and number, W8 encodings. */
class OperationReaderTest {

    private final OperationReader xml = new OperationReader();
    private final JsonOperations json = new JsonOperations();

    private OperationRequest read(String body) {
        return xml.read(body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private OperationRequest readJson(String body) {
        return json.read(body.getBytes(StandardCharsets.UTF_8), Optional.of("application/json;charset=utf-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // as the PHP, the Python, the Java and the Ruby client write it
                " <Request>\n                  <Appid>a1</Appid>\n                  <Dial number='138'  userdata='7' record='false'></Dial>\n                </Request>",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n <Request>\n <Appid>a1</Appid>\n <Dial number=\"138\"  userdata=\"7\" record=\"false\"></Dial>\n</Request>\n",
                "<?xml version='1.0' encoding='utf-8'?><Request><Appid>a1</Appid><Dial number='138' userdata='7' record='false'/></Request>",
                "\n\n<?xml version='1.0' encoding='utf-8'?> <Request> <Appid>a1</Appid> <dial NUMBER='138' UserData = '7' record='false' /> </Request>"
            })
    void bodiesOfPublicClientsAreRead(String body) {
        var request = read(body);
        assertThat(request.appId()).contains("a1");
        assertThat(request.element()).isEqualToIgnoringCase("Dial");
        assertThat(request.attributes()).isEqualTo(Map.of("number", "138", "userdata", "7", "record", "false"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // as the PHP client, the Python one, and the Java one, which puts the object into a string
                "{'Appid':'a1','QueryCallState':{'callid':'c1','action':''}}",
                "{\"Appid\":\"a1\",\"QueryCallState\":{\"callid\":\"c1\",\"action\":\"\"}}",
                "{\"Appid\":\"a1\",\"QueryCallState\":\"{\\\"callid\\\":\\\"c1\\\",\\\"action\\\":\\\"\\\"}\"}"
            })
    void jsonOfPublicClientsIsRead(String body) {
        assertThat(readJson(body))
                .isEqualTo(new OperationRequest(
                        Optional.of("a1"), "QueryCallState", Map.of("callid", "c1", "action", "")));
    }

    @Test
    void jsonMayHaveTheAttributesBesideTheAppid() {
        assertThat(readJson("{\"Appid\":\"a1\",\"callid\":\"c1\"}"))
                .isEqualTo(new OperationRequest(Optional.of("a1"), "", Map.of("callid", "c1")));
    }

    @Test
    void elementsInsideAnOperationArePassedOver() {
        assertThat(read("<Request><Transfer callid='1'><Play loop='2'>x.wav</Play></Transfer></Request>")
                        .element())
                .isEqualTo("Transfer");
    }

    @Test
    void theDeclaredEncodingIsTheOneThatIsRead() {
        var body = "<?xml version='1.0' encoding='GBK'?><Request><Dial number='1' userdata='张三'/></Request>";
        assertThat(xml.read(body.getBytes(Charset.forName("GBK")), Optional.empty())
                        .attributes())
                .containsEntry("userdata", "张三");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "nothing",
                "<Request><Dial number='1'></Request>",
                "<Request/>",
                "<Request><Appid>a</Appid></Request>",
                "<Response><Dial number='1'/></Response>",
                "<Request>text<Dial number='1'/></Request>",
                "<Request><Dial number='1'/><Dial number='2'/></Request>",
                "<Request><Dial number='1' NUMBER='2'/></Request>",
                "<Request><Dial number='1'/></Request><Request/>",
                "<Request><Dial number='&#0;'/></Request>",
                "<!DOCTYPE Request><Request><Dial number='1'/></Request>",
                "<!DOCTYPE Request [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Request><Dial number='&x;'/></Request>",
                "<!DOCTYPE Request [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/'> %x;]><Request><Dial number='1'/></Request>",
                "<!DOCTYPE Request [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><Request><Appid>&b;</Appid><Dial number='1'/></Request>",
                "<Request><Appid>&unknown;</Appid><Dial number='1'/></Request>"
            })
    void whatIsNoRequestIsRefusedWithAReason(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(RestRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(RestError.BAD_REQUEST))
                .hasMessageEndingWith(".");
    }

    @Test
    void depthAndNumberOfElementsAreBounded() {
        var deep = "<Request><Dial>" + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</Dial></Request>";
        assertThatThrownBy(() -> read(deep)).hasMessageContaining("deep");
        var wide = "<Request><Dial>" + "<a/>".repeat(5_000) + "</Dial></Request>";
        assertThatThrownBy(() -> read(wide)).hasMessageContaining("More than 64 elements");
        var jsonDeep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        assertThatThrownBy(() -> readJson(jsonDeep)).isInstanceOf(RestRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{\"a\":{},\"b\":{}}", "<Request/>"})
    void whatIsNoJsonObjectIsRefused(String body) {
        assertThatThrownBy(() -> readJson(body)).isInstanceOf(RestRefused.class);
    }

    @Test
    void bytesThatAreNotOfTheirEncodingAreRefused() {
        byte[] bad = "<Request><Dial number='x'/></Request>".getBytes(StandardCharsets.UTF_8);
        bad[23] = (byte) 0xFF;
        assertThatThrownBy(() -> xml.read(bad, Optional.empty())).hasMessageContaining("encoding");
    }
}
