package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.record.FlightMetrics.Result;
import dev.creance.record.FlightMetrics.Transition;
import dev.creance.record.FlightMetrics.Window;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightMetricsTest {
    private static final double SAMPLING = 1e-3;

    private static FlightMetrics flown(long ticks, Window window) {
        FlightMetrics metrics = new FlightMetrics(TestFlight.schema(), window);
        TestFlight.fly(ticks, metrics::accept);
        return metrics;
    }

    @Test
    void theErrorIsTheDistanceToTheReference() {
        Result result = flown(7_000, new Window(2, 5)).result();

        assertThat(result.positionRmseM()).isCloseTo(TestFlight.HEIGHT_ERROR_M, within(1e-12));
        assertThat(result.positionMaxErrorM()).isCloseTo(TestFlight.HEIGHT_ERROR_M, within(1e-12));
    }

    @Test
    void outsideItsWindowAnErrorDoesNotCount() {
        FlightMetrics metrics = new FlightMetrics(TestFlight.schema(), new Window(2, 5));
        TestFlight.fly(7_000, record -> {
            double elapsedS = (record.in.tick - TestFlight.ACTIVE_TICK) * 1e-3;
            record.in.sensors.values[0] += elapsedS < 1.99 || elapsedS > 5.01 ? 100 : 0;
            metrics.accept(record);
        });

        assertThat(metrics.result().positionRmseM()).isCloseTo(TestFlight.HEIGHT_ERROR_M, within(1e-9));
    }

    @Test
    void tiltAndSpeedAreTheGreatestThatWereMeasured() {
        Result result = flown(7_000, Window.WHOLE).result();

        // tilt 0.2 sin(3 t), speed of (sin t, sin(2 t) / 2) is √(cos² t + cos² 2 t) ≤ √2
        assertThat(result.maxTiltRad()).isCloseTo(0.2, within(SAMPLING));
        assertThat(result.maxSpeedMPerS()).isCloseTo(Math.sqrt(2), within(SAMPLING));
    }

    @Test
    void theDistanceIsTheLengthOfThePath() {
        // One turn of the figure-eight (sin t, sin(2 t) / 2), by the trapezoidal rule over its speed.
        double length = 0;
        for (int i = 0; i < 6_283; i++) {
            double t = i * 1e-3;
            length += Math.hypot(Math.cos(t), Math.cos(2 * t)) * 1e-3;
        }

        assertThat(flown(6_284, Window.WHOLE).result().distanceM()).isCloseTo(length, within(5 * SAMPLING));
    }

    @Test
    void interventionsAreCountedByTheirCauseAtTheirOnset() {
        Result result = flown(7_000, Window.WHOLE).result();

        assertThat(result.interventions()).isEqualTo(1);
        assertThat(result.interventionsByCause()).containsOnly(java.util.Map.entry(Cause.GEOFENCE, 1L));
    }

    @Test
    void transitionsHaveTimeCauseAndValue() {
        Result result = flown(7_000, Window.WHOLE).result();

        assertThat(result.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(result.transitions())
                .containsExactly(
                        new Transition(0.05, FailsafeState.STANDBY, FailsafeState.ACTIVE, null, Double.NaN),
                        new Transition(6, FailsafeState.ACTIVE, FailsafeState.BACKUP, Cause.GEOFENCE, -0.125),
                        new Transition(6.4, FailsafeState.BACKUP, FailsafeState.ACTIVE, null, Double.NaN));
    }

    @Test
    void everySecondBelongsToItsSource() {
        Result result = flown(7_000, Window.WHOLE).result();

        assertThat(result.durationS()).isCloseTo(6.999, within(1e-9));
        assertThat(result.timeBySourceS().get(Source.NONE)).isCloseTo(0.05, within(1e-9));
        assertThat(result.timeBySourceS().get(Source.BACKUP)).isCloseTo(0.4, within(1e-9));
        assertThat(result.timeBySourceS().get(Source.POLICY)).isCloseTo(6.549, within(1e-9));
    }

    @Test
    void aLimitThatIsTouchedAtEveryOtherTickIsOneIntervention() {
        FlightMetrics metrics = new FlightMetrics(TestFlight.schema(), Window.WHOLE);
        TestFlight.fly(3_000, record -> {
            boolean touched = record.in.tick >= 1_000 && record.in.tick < 2_000 && record.in.tick % 2 == 0;
            record.out.decision.verdict = touched ? Verdict.MODIFIED : Verdict.PASS;
            record.out.decision.causes = touched ? Cause.COMMAND_SLEW.bit() : 0;
            metrics.accept(record);
        });

        assertThat(metrics.result().interventions()).isEqualTo(1);
    }

    @Test
    void theEventsTellOfAnInterventionWithAllItsCauses() {
        FlightEvents events = new FlightEvents();
        List<String> messages = new ArrayList<>();
        TestFlight.fly(3_000, record -> {
            long tick = record.in.tick;
            ShieldDecision decision = record.out.decision;
            decision.verdict = tick >= 1_000 && tick < 1_500 ? Verdict.MODIFIED : Verdict.PASS;
            decision.causes = decision.verdict == Verdict.PASS
                    ? 0
                    : Cause.COMMAND_SLEW.bit() | (tick < 1_200 ? 0 : Cause.COMMAND_BOX.bit());
            events.accept(record).stream()
                    .filter(event -> event.name().equals("shield"))
                    .forEach(event -> messages.add(event.message()));
        });

        assertThat(messages)
                .containsExactly(
                        "intervention begins: COMMAND_SLEW (the proposal changes faster than the slew limit)",
                        "intervention has a further cause: COMMAND_BOX (the proposal leaves the command limits)",
                        "intervention ends after 0.499 s: COMMAND_BOX, COMMAND_SLEW");
    }

    @Test
    void inTheBackupsDwellTheCauseIsThatOfTheTransition() {
        ShieldDecision decision = TestFlight.schema().newRecord().out.decision;
        decision.state = FailsafeState.BACKUP;
        decision.verdict = Verdict.REJECTED;
        decision.transitionCause = Cause.TILT;

        assertThat(Interventions.causes(decision)).isEqualTo(Cause.TILT.bit());
    }

    @Test
    void landingAtTheEndOfTheScenarioIsNoInterventionAndLandingForAFaultIs() {
        ShieldDecision decision = TestFlight.schema().newRecord().out.decision;
        decision.state = FailsafeState.LANDING;
        decision.verdict = Verdict.REJECTED;
        decision.transitionCause = Cause.COMPLETED;
        assertThat(Interventions.causes(decision)).isZero();

        decision.transitionCause = Cause.POLICY_STALE;
        assertThat(Interventions.causes(decision)).isEqualTo(Cause.POLICY_STALE.bit());
    }

    @Test
    void aValueThatIsNotFiniteSpoilsNoFigure() {
        FlightMetrics metrics = new FlightMetrics(TestFlight.schema(), Window.WHOLE);
        TestFlight.fly(2_000, record -> {
            TickRecord hurt = record;
            double[] sensors = hurt.in.sensors.values;
            double[] sound = sensors.clone();
            if (record.in.tick % 100 == 0) {
                java.util.Arrays.fill(sensors, Double.NaN);
            }
            metrics.accept(hurt);
            System.arraycopy(sound, 0, sensors, 0, sound.length);
        });

        Result result = metrics.result();
        assertThat(result.positionRmseM()).isCloseTo(TestFlight.HEIGHT_ERROR_M, within(1e-9));
        assertThat(result.maxTiltRad()).isBetween(0.0, 0.21);
        assertThat(result.distanceM()).isBetween(1.0, 3.0);
    }

    @Test
    void aLogGivesTheSameFiguresAsItsFlight(@TempDir Path folder) throws Exception {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 7_000);
        FlightMetrics fromLog = new FlightMetrics(TestFlight.schema(), Window.WHOLE);

        try (LogReader log = LogReader.open(path)) {
            TickRecord record = log.schema().newRecord();
            while (log.next(record)) {
                fromLog.accept(record);
            }
        }

        assertThat(fromLog.result()).isEqualTo(flown(7_000, Window.WHOLE).result());
    }
}
