package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlightReportTest {
    private static final Jvm JVM = new Jvm(Path.of("java"), List.of(), "");
    private static final Variant WHOLE = new Variant(StartCommand.WHOLE, JVM, true, 0);
    private static final Variant NEITHER = new Variant("neither", JVM, false, 0);

    private static FlightFigures flight(long beginningNs, long restNs, String outcome) {
        return flight(beginningNs, restNs, 0, outcome);
    }

    private static FlightFigures flight(long beginningNs, long restNs, double bytesPerTick, String outcome) {
        return new FlightFigures(
                new FlightTicks(0, 1_000_000_000, part(beginningNs), part(restNs)),
                3.5,
                1,
                0,
                0,
                bytesPerTick,
                new Sample(new long[] {1_000_000}),
                0.5,
                600,
                0,
                outcome,
                List.of());
    }

    private static FlightTicks.Part part(long ns) {
        return new FlightTicks.Part(
                new Sample(new long[] {ns}), new Sample(new long[] {2 * ns}), new Sample(new long[] {3 * ns}));
    }

    private static FlightReport start(List<FlightFigures> whole, List<FlightFigures> neither) {
        Map<Variant, List<FlightFigures>> flown = new LinkedHashMap<>();
        flown.put(WHOLE, whole);
        flown.put(NEITHER, neither);
        return StartCommand.report(flown);
    }

    @Test
    void aBeginningThatIsMuchWorseThanTheRestIsReportedAsMissed() {
        FlightReport report = start(List.of(flight(1300, 1000, "completed")), List.of(flight(9000, 1000, "completed")));

        assertThat(report.text())
                .contains("MISSED cache + warm-up tick_p999_beginning_by_rest 1.300, claimed at most 1.25");
        assertThat(report.json().path("claims").findValues("held")).hasSize(2).noneMatch(held -> held.booleanValue());
    }

    @Test
    void aBeginningLikeTheRestHoldsTheClaimByTheMedianOfTheFlights() {
        FlightReport report = start(
                List.of(
                        flight(1000, 1000, "completed"),
                        flight(9000, 1000, "completed"),
                        flight(1100, 1000, "completed")),
                List.of(
                        flight(2000, 1000, "completed"),
                        flight(2000, 1000, "completed"),
                        flight(2000, 1000, "completed")));

        assertThat(report.text()).contains("held   cache + warm-up tick_p999_beginning_by_rest 1.100");
    }

    @Test
    void aRatioIsTheMedianOverFlightsThatWereNeighbours() {
        FlightReport report = start(
                List.of(flight(1000, 1000, "completed"), flight(5000, 1000, "completed")),
                List.of(flight(2000, 1000, "completed"), flight(10_000, 1000, "completed")));

        assertThat(report.json().path("rows"))
                .filteredOn(row -> row.path("name").textValue().equals("start neither tick_beginning_p999_us"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("ratio").doubleValue()).isCloseTo(2, within(1e-12));
                    assertThat(row.path("peer").textValue()).isEqualTo(StartCommand.WHOLE);
                    assertThat(row.path("unit").textValue()).isEqualTo("us");
                    assertThat(row.path("samples").intValue()).isEqualTo(2);
                });
    }

    @Test
    void aShieldThatAllocatesIsReportedAsMissedAndItsTimeStandsByThatOfLimitsAlone() {
        Map<Variant, List<FlightFigures>> flown = new LinkedHashMap<>();
        flown.put(new Variant(ShieldTimeCommand.WHOLE, JVM, true, 0), List.of(flight(3000, 3000, 48, "completed")));
        flown.put(new Variant(ShieldTimeCommand.LIMITS, JVM, true, 0), List.of(flight(1000, 1000, 0, "completed")));

        FlightReport report = ShieldTimeCommand.report(flown);

        assertThat(report.text()).contains("MISSED everything allocated_bytes_per_tick 48.000");
        assertThat(report.json().path("rows"))
                .filteredOn(row -> row.path("name").textValue().equals("shield-time everything shield_p50_us"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("ratio").doubleValue()).isCloseTo(3, within(1e-12)));
    }

    @Test
    void aFlightThatDidNotEndAsItShouldIsSaid() {
        FlightReport report = start(List.of(flight(1, 1, "failed")), List.of(flight(1, 1, "completed")));

        assertThat(report.text()).contains("1 x cache + warm-up: the flight ended as failed");
    }

    @Test
    void whatWasNotMeasuredIsNotInvented() {
        FlightFigures tooShort = new FlightFigures(
                new FlightTicks(
                        0,
                        1,
                        part(1),
                        new FlightTicks.Part(
                                new Sample(new long[0]), new Sample(new long[0]), new Sample(new long[0]))),
                3.5,
                0,
                0,
                0,
                0,
                new Sample(new long[0]),
                Double.NaN,
                0,
                0,
                "completed",
                List.of());

        FlightReport report = start(List.of(tooShort), List.of(tooShort));

        assertThat(report.json().path("claims").path(0).path("value").isNull()).isTrue();
        assertThat(report.text()).contains("MISSED");
    }
}
