package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long PERIOD_NS = 1_000;
    private static final long PHASE_NS = 77;

    private final Schedule schedule = new Schedule(PERIOD_NS);

    {
        schedule.begin(PHASE_NS);
    }

    private static long at(double periods) {
        return PHASE_NS + Math.round(periods * PERIOD_NS);
    }

    @Test
    void ticksAreDueAtWholePeriodsAfterThePhase() {
        assertThat(schedule.dueNs()).isEqualTo(PHASE_NS);

        schedule.endTick(at(0.3));

        assertThat(schedule.tick()).isEqualTo(1);
        assertThat(schedule.dueNs()).isEqualTo(at(1));
        assertThat(schedule.overruns()).isZero();
    }

    @Test
    void aTickThatEndsExactlyAtTheNextDeadlineIsInTime() {
        schedule.endTick(at(1));

        assertThat(schedule.overruns()).isZero();
        assertThat(schedule.tick()).isEqualTo(1);
    }

    @Test
    void aTickThatEndsLateIsAnOverrunAndTheNextIsDueAtItsOldPhase() {
        schedule.endTick(at(1.4));

        assertThat(schedule.overruns()).isEqualTo(1);
        assertThat(schedule.tick()).isEqualTo(1);
        assertThat(schedule.dueNs()).isEqualTo(at(1));
        assertThat(schedule.skipped()).isZero();
    }

    @Test
    void ticksWhoseTimeHasPassedAreSkippedWithTheirNumbers() {
        schedule.endTick(at(5.3));

        assertThat(schedule.tick()).isEqualTo(5);
        assertThat(schedule.dueNs()).isEqualTo(at(5));
        assertThat(schedule.skippedBefore()).isEqualTo(4);
        assertThat(schedule.overruns()).isEqualTo(1);

        schedule.endTick(at(5.6));

        assertThat(schedule.tick()).isEqualTo(6);
        assertThat(schedule.skippedBefore()).isZero();
        assertThat(schedule.skipped()).isEqualTo(4);
    }

    @Test
    void lateTicksInARowAreCountedUntilOneIsInTime() {
        schedule.endTick(at(1.2));
        schedule.endTick(at(2.2));
        assertThat(schedule.overrunsInARow()).isEqualTo(2);

        schedule.endTick(at(2.9));

        assertThat(schedule.overrunsInARow()).isZero();
        assertThat(schedule.longestRow()).isEqualTo(2);
        assertThat(schedule.overruns()).isEqualTo(2);
    }

    @Test
    void whateverTicksTakeThePhaseStaysAndNoTickIsMoreThanAPeriodBehind() {
        Property.check(500, choices -> {
            Schedule any = new Schedule(PERIOD_NS);
            any.begin(PHASE_NS);
            long nowNs = PHASE_NS;
            long run = 0;
            for (int i = 0; i < 50; i++) {
                long before = any.tick();
                nowNs = Math.max(nowNs, any.dueNs()) + choices.integer(0, 5000);
                any.endTick(nowNs);
                run++;

                assertThat(any.dueNs()).isEqualTo(PHASE_NS + any.tick() * PERIOD_NS);
                assertThat(any.tick()).isGreaterThan(before);
                assertThat(nowNs - any.dueNs()).isLessThan(PERIOD_NS);
            }
            assertThat(run + any.skipped()).isEqualTo(any.tick());
        });
    }
}
