package io.ringflow.ivr.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationTableTest {

    private final Application shop = SampleApplications.of("shop");
    private final Application demo = SampleApplications.of("demo");

    @Test
    void anExactNumberWinsOverTheCatchAll() {
        var table = new ApplicationTable(List.of(shop, demo), Map.of("4001234567", "shop", "*", "demo"));

        assertThat(table.forNumber("4001234567")).contains(shop);
        assertThat(table.forNumber("100")).contains(demo);
    }

    @Test
    void withoutCatchAllAnUnknownNumberHasNoApplication() {
        var table = new ApplicationTable(List.of(shop), Map.of("4001234567", "shop"));

        assertThat(table.forNumber("100")).isEmpty();
    }

    @Test
    void marksInATelephoneNumberDoNotMatterButThoseOfAnAccountDo() {
        var table = new ApplicationTable(List.of(shop, demo), Map.of("400-123-4567", "shop", "a-b", "demo"));

        assertThat(table.forNumber("400 1234567")).contains(shop);
        assertThat(table.forNumber("a-b")).contains(demo);
        assertThat(table.forNumber("ab")).isEmpty();
    }

    @Test
    void replacingChangesTheNextLookup() {
        var table = new ApplicationTable(List.of(shop), Map.of("100", "shop"));

        table.replace(List.of(demo), Map.of("100", "demo"));

        assertThat(table.forNumber("100")).contains(demo);
        assertThat(table.byId("shop")).isEmpty();
    }

    @Test
    void aNumberOfNobodyIsRefused() {
        assertThatThrownBy(() -> new ApplicationTable(List.of(shop), Map.of("100", "ghost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ghost");
    }
}
