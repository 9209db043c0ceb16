package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedValueTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, 1",
        "-2, -2, 1",
        "+1e-3 m/s, 0.001, m/s",
        ".5   rad, 0.5, rad",
        "3. m, 3, m",
        "-0, -0.0, 1",
        "4.9e-324, 4.9e-324, 1"
    })
    void aNumberHasTheUnitBehindIt(String text, double value, String unit) {
        assertThat(AskedValue.of(text)).contains(new AskedValue(value, unit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "Infinity",
                "-inf",
                "1e999",
                "1e",
                "0x10",
                "1d",
                "1_000",
                "m",
                "1 m s",
                "1,5",
                "--1",
                "."
            })
    void whatIsNoFiniteNumberIsNone(String text) {
        assertThat(AskedValue.of(text)).isEmpty();
    }
}
