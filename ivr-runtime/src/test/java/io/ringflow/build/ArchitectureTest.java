package io.ringflow.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The allowed arrows between modules and packages (docs/architecture.md). */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ringflow.sip", "io.ringflow.media", "io.ringflow.ivr");

    @Test
    void sipAndMediaKnowNothingOfOurs() {
        check(noClasses()
                .that()
                .resideInAPackage("io.ringflow.sip..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ringflow.media..", "io.ringflow.ivr..", "io.ringflow.testkit.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.ringflow.media..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ringflow.sip..", "io.ringflow.ivr..", "io.ringflow.testkit.."));
    }

    @Test
    void jainSipStaysInTwoPackagesAndTheTransportThatFeedsIt() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.ringflow.sip.stack..", "io.ringflow.sip.message..", "io.ringflow.sip.transport..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.sip..", "gov.nist..")));
    }

    @Test
    void nettyStaysWhereSocketsAre() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.ringflow.sip.transport..", "io.ringflow.media.engine..", "io.ringflow.media.net..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty..")));
    }

    @Test
    void amazonsLibraryStaysInTheArchive() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.ringflow.ivr.recording.archive..")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon..")));
    }

    @Test
    void commandsSeeCallControlOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("io.ringflow.ivr.command..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.ringflow.media..", "io.netty..", "javax.sip..")));
    }

    @Test
    void onlyTheCompositionRootJoinsHttpAndCalls() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.ringflow.ivr.call..", "io.ringflow.ivr.command..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.ringflow.ivr.http..",
                        "io.ringflow.ivr.app..",
                        "io.ringflow.ivr.config..",
                        "io.helidon..")));
    }

    @Test
    void packagesOfMediaHaveNoCycle() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String name = type.getPackageName();
                        return name.startsWith("io.ringflow.media")
                                ? SliceIdentifier.of(name)
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages of media";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    @Test
    void nobodyButTheTickClockReadsTheMediaClock() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.ringflow.media.rtp..", "io.ringflow.media.jitter..", "io.ringflow.media.dtmf..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void namesHideNoNoun() {
        check(classes()
                .that()
                .resideInAPackage("io.ringflow..")
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Misc|Common)$"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }
}
