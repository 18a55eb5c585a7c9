package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class NodeIdsTest {

    private final NodeIds.Converter converter = new NodeIds.Converter();

    @Test
    void readsNumbersAndRanges() {
        assertThat(converter.convert("7").list()).containsExactly(7);
        assertThat(converter.convert("3,7,12").list()).containsExactly(3, 7, 12);
        assertThat(converter.convert("1-3,9,20-21").list()).containsExactly(1, 2, 3, 9, 20, 21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "-1", "3-1", "1,,2", "1-200000", "1 - 2", "9999999999"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
