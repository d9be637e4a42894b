package io.ringflow.ivr.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ringflow.ivr.command.builtin.Play;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guards that make forgetting a part of a command impossible. */
class CommandCatalogTest {

    private final CommandCatalog catalog = CommandCatalog.standard();

    @Test
    void everyCommandInThePackageIsInTheList() {
        var builtin = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackagesOf(Play.class).stream()
                        .filter(type -> type.isAssignableTo(Command.class))
                        // Others stand in no document: the server itself sends calls there.
                        .filter(type -> type.tryGetField("SPEC").isPresent())
                        .map(type -> type.getName())
                        .toList();
        assertThat(builtin).isNotEmpty();
        assertThat(catalog.all().stream().map(spec -> spec.type().getName()).toList())
                .hasSameElementsAs(builtin);
    }

    /**
     * Flow protocol 2 Get, Play, PlayMix, Record, PlayTTS, ConsultationCall, ConsultationBridge, CallTransfer, SendDTMF,
     * Redirect, Connect, Hangup, Reject, Pause, CmdNone, CreateConf, JoinConf.
     */
    @ParameterizedTest
    @CsvSource({
        "Get, MAIN",
        "Play, MAIN SECONDARY NESTED",
        "PlayMix, MAIN SECONDARY",
        "Record, MAIN",
        "PlayTTS, MAIN SECONDARY NESTED",
        "ConsultationCall, MAIN",
        "ConsultationBridge, MAIN",
        "CallTransfer, MAIN",
        "SendDTMF, MAIN SECONDARY",
        "Redirect, MAIN TAIL",
        "Connect, MAIN",
        "Hangup, MAIN TAIL",
        "Reject, MAIN",
        "Pause, MAIN SECONDARY",
        "CmdNone, MAIN",
        "CreateConf, MAIN",
        "JoinConf, MAIN"
    })
    void everyCommandOfTheProtocolStandsWhereItMay(String element, String roles) {
        var spec = catalog.find(element).orElseThrow();
        assertThat(spec.element()).isEqualTo(element);
        assertThat(Arrays.stream(Role.values())
                        .filter(spec::mayBe)
                        .map(Role::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(roles);
    }

    @Test
    void everyCommandHasATestOfItsOwn() {
        var tests = Path.of("src/test/java", Play.class.getPackageName().split("\\."));
        assertThat(catalog.all())
                .allSatisfy(spec -> assertThat(tests.resolve(spec.type().getSimpleName() + "Test.java"))
                        .isRegularFile());
    }

    @Test
    void everyGoldenFolderBelongsToACommand() throws Exception {
        try (var folders = Files.list(CommandGoldenTest.GOLDEN)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .allSatisfy(name -> assertThat(catalog.find(name)).isPresent());
        }
    }

    @Test
    void namesAreFoundInAnyCase() {
        assertThat(catalog.find("cMDnONE")).isPresent();
        assertThat(catalog.find("Nope")).isEmpty();
    }

    @Test
    void aNameIsSuggestedOnlyWhenItIsNear() {
        assertThat(catalog.explainUnknown("Hangupp")).endsWith("did you mean <Hangup>?");
        assertThat(catalog.explainUnknown("Conference")).isEqualTo("<Conference> is not a command");
    }

    @Test
    void whatNestsIsAPrompt() {
        for (var spec : catalog.all()) {
            assertThat(spec.mayBe(Role.NESTED))
                    .as(spec.element())
                    .isEqualTo(Prompt.class.isAssignableFrom(spec.type()));
            for (var inner : spec.nests()) {
                assertThat(catalog.find(inner)).as(inner).isPresent();
                assertThat(catalog.find(inner).orElseThrow().mayBe(Role.NESTED)).isTrue();
            }
        }
    }

    @Test
    void everyAttributeAndCommandIsExplained() {
        for (var spec : catalog.all()) {
            assertThat(spec.meaning()).as(spec.element()).endsWith(".");
            assertThat(spec.attributes()).allSatisfy(attribute -> {
                assertThat(attribute.meaning()).isNotBlank();
                assertThat(attribute.name()).isLowerCase();
                attribute.fallback().ifPresent(text -> assertThat(
                                attribute.type().parse(text))
                        .isNotNull());
            });
        }
    }
}
