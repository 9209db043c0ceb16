package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.fleet.TelemetryEvent.Type;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDetectorTest {
    private static final int SETTLE_TICKS = (int) (EventDetector.SETTLE_NS / Ticks.PERIOD_NS);

    private final List<TelemetryEvent> events = new ArrayList<>();
    private final EventDetector detector = new EventDetector(events::add);
    private final Ticks ticks = new Ticks(detector::accept);

    private List<Type> types() {
        return events.stream().map(TelemetryEvent::type).toList();
    }

    private Ticks flying() {
        ticks.state(FailsafeState.ACTIVE, null, Double.NaN)
                .shield(Verdict.PASS, Source.POLICY)
                .run(1);
        events.clear();
        return ticks;
    }

    @Test
    void aTransitionCarriesItsCauseAndTheValueThatCrossed() {
        flying().run(9).state(FailsafeState.BACKUP, Cause.TILT, 1.05).run(1);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(Type.TRANSITION);
            assertThat(event.from()).isEqualTo("ACTIVE");
            assertThat(event.to()).isEqualTo("BACKUP");
            assertThat(event.cause()).isEqualTo(Cause.TILT);
            assertThat(event.meaning()).isEqualTo(Cause.TILT.meaning());
            assertThat(event.value()).isEqualTo(1.05);
            assertThat(event.tick()).isEqualTo(10);
            assertThat(event.timeS()).isEqualTo(0.010, within(1e-12));
        });
    }

    @Test
    void aTransitionWithoutAValueLeavesItOut() {
        flying().state(FailsafeState.LANDING, Cause.COMPLETED, Double.NaN).run(1);

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.value()).isNull());
    }

    @Test
    void quietTicksAreNoEvents() {
        flying().run(1000);

        assertThat(events).isEmpty();
    }

    @Test
    void anInterventionThatFlickersIsOneWithItsDurationAndTicks() {
        flying();
        for (int i = 0; i < 50; i++) {
            ticks.shield(Verdict.MODIFIED, Source.POLICY, Cause.COMMAND_SLEW).run(1);
            ticks.shield(Verdict.PASS, Source.POLICY).run(1);
        }
        ticks.run(SETTLE_TICKS);

        assertThat(types()).containsExactly(Type.INTERVENTION_BEGIN, Type.INTERVENTION_END);
        assertThat(events.getLast().ticks()).isEqualTo(50);
        assertThat(events.getLast().durationS()).isEqualTo(0.098, within(1e-12));
        assertThat(events.getLast().tick()).isEqualTo(99);
        assertThat(events.getLast().causes()).containsExactly(Cause.COMMAND_SLEW);
        assertThat(detector.interventions()).isEqualTo(1);
    }

    @Test
    void aFurtherCauseOfAnInterventionIsToldOnce() {
        flying().shield(Verdict.MODIFIED, Source.POLICY, Cause.COMMAND_SLEW).run(5);
        ticks.shield(Verdict.MODIFIED, Source.POLICY, Cause.COMMAND_SLEW, Cause.TILT)
                .run(5);
        ticks.shield(Verdict.MODIFIED, Source.POLICY, Cause.COMMAND_SLEW).run(5);
        ticks.shield(Verdict.MODIFIED, Source.POLICY, Cause.COMMAND_SLEW, Cause.TILT)
                .run(5);

        assertThat(types()).containsExactly(Type.INTERVENTION_BEGIN, Type.INTERVENTION_CAUSE);
        assertThat(events.getLast().causes()).containsExactly(Cause.TILT);
    }

    @Test
    void aLandingForAFaultBelongsToItsInterventionWhichEndsOnTheGround() {
        flying().shield(Verdict.REJECTED, Source.BACKUP, Cause.GEOFENCE).run(10);
        ticks.state(FailsafeState.LANDING, Cause.GEOFENCE, 0).run(1000);
        ticks.state(FailsafeState.LANDED, Cause.GEOFENCE, 0).run(1);

        assertThat(types())
                .containsExactly(Type.INTERVENTION_BEGIN, Type.TRANSITION, Type.INTERVENTION_END, Type.TRANSITION);
        assertThat(events.get(2).ticks()).isEqualTo(1010);
        assertThat(detector.interventions()).isEqualTo(1);
    }

    @Test
    void aLandingAtTheEndOfTheScenarioIsNoIntervention() {
        flying().shield(Verdict.REJECTED, Source.BACKUP, Cause.COMPLETED);
        ticks.state(FailsafeState.LANDING, Cause.COMPLETED, Double.NaN).run(1000);

        assertThat(types()).containsExactly(Type.TRANSITION);
        assertThat(detector.interventions()).isZero();
    }

    @Test
    void aFaultBeginsAtOnceAndEndsWhenItHasSettled() {
        flying().shield(Verdict.PASS, Source.POLICY, Cause.SENSOR_STALE).run(3);
        ticks.shield(Verdict.PASS, Source.POLICY).run(SETTLE_TICKS - 1);
        assertThat(types()).containsExactly(Type.FAULT_BEGIN);

        ticks.run(1);

        assertThat(types()).containsExactly(Type.FAULT_BEGIN, Type.FAULT_END);
        assertThat(events).extracting(TelemetryEvent::cause).containsOnly(Cause.SENSOR_STALE);
        assertThat(events.getLast().ticks()).isEqualTo(3);
    }

    @Test
    void whatForbidsArmingIsToldWhenItChanges() {
        ticks.record.out.decision.armingBlockers = Cause.POLICY_MISSING.bit() | Cause.DEVICE_NOT_READY.bit();
        ticks.run(SETTLE_TICKS);
        ticks.record.out.decision.armingBlockers = 0;
        ticks.run(1);

        assertThat(types()).containsExactly(Type.ARMING_BLOCKERS, Type.ARMING_BLOCKERS);
        assertThat(events.getFirst().causes()).containsExactly(Cause.POLICY_MISSING, Cause.DEVICE_NOT_READY);
        assertThat(events.getLast().causes()).isEmpty();
    }

    @Test
    void armingFaultBitsStopsAndTheEndOfTheLinkAreTold() {
        flying();
        ticks.record.in.device.state = DeviceState.ARMED;
        ticks.run(1);
        ticks.record.in.device.faultBits = 0x11;
        ticks.run(1);
        ticks.record.in.stop = StopRequest.CONTROLLED;
        ticks.run(1);
        ticks.record.in.device.linkClosed = true;
        ticks.run(2);

        assertThat(types()).containsExactly(Type.DEVICE, Type.DEVICE_FAULTS, Type.STOP_REQUEST, Type.LINK_CLOSED);
        assertThat(events.get(0).to()).isEqualTo("ARMED");
        assertThat(events.get(1).to()).isEqualTo("0x11");
        assertThat(events.get(2).to()).isEqualTo("CONTROLLED");
    }

    /** Whatever the shield does, ten settling times hold at most so many events for each thing that can flicker. */
    @Test
    void noSignalFloodsTheLink() {
        Property.check(50, choices -> {
            List<TelemetryEvent> found = new ArrayList<>();
            Ticks wild = new Ticks(new EventDetector(found::add)::accept);
            wild.state(FailsafeState.ACTIVE, null, 0);
            Cause[] causes = Cause.values();
            for (int i = 0; i < 10 * SETTLE_TICKS; i++) {
                Cause cause = causes[choices.integer(0, causes.length - 1)];
                wild.shield(choices.oneOf(Verdict.values()), choices.oneOf(Source.values()), cause)
                        .run(1);
            }
            assertThat(found).hasSizeLessThanOrEqualTo(1 + 10 * (2 + 3 * causes.length));
        });
    }
}
