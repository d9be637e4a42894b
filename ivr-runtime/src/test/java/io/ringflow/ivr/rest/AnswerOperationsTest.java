package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.command.CommandSchema;
import io.ringflow.ivr.command.Role;
import io.ringflow.ivr.command.builtin.CreateConf;
import io.ringflow.ivr.command.builtin.JoinConf;
import io.ringflow.ivr.flow.DocumentError;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Flow protocol 1.3 operation: what is asked for by REST stands in an answer too, as its main command. */
class AnswerOperationsTest {

    private final CommandCatalog catalog = AnswerOperations.catalog();

    static Stream<OperationSpec> operations() {
        return OperationCatalog.standard().all().stream();
    }

    private FlowDocument read(String commands) {
        var body = "<Response><Appid>a</Appid>" + commands + "</Response>";
        return new FlowReader(catalog).read(body.getBytes(StandardCharsets.UTF_8), "text/xml");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsACommandThatStandsFirst(OperationSpec operation) {
        var command = catalog.find(operation.element());
        assertThat(command)
                .hasValueSatisfying(spec -> assertThat(spec.mayBe(Role.MAIN)).isTrue());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theSchemaHasEveryOperation(OperationSpec operation) {
        assertThat(CommandSchema.of(catalog)).contains("<xs:complexType name=\"" + operation.element() + "\">");
    }

    @Test
    void createConfAndJoinConfAreTheCommandsOfTheseNames() {
        assertThat(catalog.find("CreateConf").orElseThrow().type()).isEqualTo(CreateConf.class);
        assertThat(catalog.find("JoinConf").orElseThrow().type()).isEqualTo(JoinConf.class);
    }

    @Test
    void anOperationIsReadWithItsAttributesInAnyCase() {
        var document = read("<confmute CONFID='c' callid='1'/><Play>a.wav</Play><Redirect>on</Redirect>");
        assertThat(document.outline()).isEqualTo("ConfMute, Play, Redirect");
        assertThat(document.appId()).contains("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ConfMute confid='c'/> | <ConfMute> callid is required",
                "<ConfPlay confid='c' filename='a' loop='x'/> | loop=\"x\" must be a whole number",
                "<InviteJoinConf confid='c' number='##'/> | must be 1 to 20 numbers",
                "<Play>a</Play><ConfMute confid='c' callid='1'/> | <ConfMute> may only be the main command",
                "<ConfMute confid='c' callid='1'><Play>a</Play></ConfMute> | <Play> may not stand inside <ConfMute>",
                "<ConfMuet confid='c' callid='1'/> | did you mean <ConfMute>?",
            })
    void aWrongOneIsADocumentErrorAndNothingOfTheAnswerRuns(String commands, String reason) {
        assertThatThrownBy(() -> read(commands))
                .isInstanceOf(DocumentError.class)
                .hasMessageContaining(reason);
    }
}
