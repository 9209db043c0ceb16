package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.property.Property;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Invariant I10, by going through every pair of state and condition. */
class FailsafeTableTest {
    private static final Set<Condition> CLEARING = EnumSet.of(Condition.HEALED, Condition.BLOCKED);

    @Test
    void severityFallsOnlyByItsClearCondition() {
        for (FailsafeState state : FailsafeState.values()) {
            for (Condition condition : Condition.values()) {
                FailsafeState next = FailsafeTable.next(state, condition);
                if (next != null && next.compareTo(state) < 0) {
                    assertThat(CLEARING)
                            .as("%s by %s to %s", state, condition, next)
                            .contains(condition);
                }
            }
        }
        assertThat(FailsafeTable.next(FailsafeState.BACKUP, Condition.HEALED)).isEqualTo(FailsafeState.ACTIVE);
        assertThat(FailsafeTable.next(FailsafeState.ARMING, Condition.BLOCKED)).isEqualTo(FailsafeState.STANDBY);
    }

    @Test
    void terminatedAbsorbsAndACutReachesItFromEverywhere() {
        for (Condition condition : Condition.values()) {
            assertThat(FailsafeTable.next(FailsafeState.TERMINATED, condition)).isNull();
        }
        for (FailsafeState state : FailsafeState.values()) {
            if (state != FailsafeState.TERMINATED) {
                assertThat(FailsafeTable.deciding(state, -1L >>> (64 - Condition.values().length)))
                        .isEqualTo(Condition.CUT);
                assertThat(FailsafeTable.next(state, Condition.CUT)).isEqualTo(FailsafeState.TERMINATED);
            }
        }
    }

    @Test
    void landedIsLeftByACutAlone() {
        for (Condition condition : Condition.values()) {
            FailsafeState next = FailsafeTable.next(FailsafeState.LANDED, condition);
            assertThat(next == null || condition == Condition.CUT)
                    .as(condition.name())
                    .isTrue();
        }
    }

    @Test
    void noConditionLeavesAFaultWithoutReactionInFlight() {
        Set<Condition> faults = EnumSet.range(Condition.DEVICE_LEVELS, Condition.RULE_BROKEN);
        for (Condition fault : faults) {
            assertThat(FailsafeTable.next(FailsafeState.ACTIVE, fault)).isEqualTo(FailsafeState.BACKUP);
        }
    }

    @Test
    void fromEveryStateInFlightTheEndCanBeReachedAndNoCycleLacksADwell() {
        // The only cycle in flight is ACTIVE → BACKUP → ACTIVE; HEALED takes the dwell, and FLAPPING ends it.
        for (FailsafeState state : EnumSet.range(FailsafeState.ACTIVE, FailsafeState.DEVICE_LANDING)) {
            assertThat(reachable(state)).contains(FailsafeState.LANDED, FailsafeState.TERMINATED);
        }
        assertThat(FailsafeTable.next(FailsafeState.BACKUP, Condition.FLAPPING)).isEqualTo(FailsafeState.LANDING);
        assertThat(reachable(FailsafeState.LANDING)).doesNotContain(FailsafeState.ACTIVE, FailsafeState.BACKUP);
    }

    private static Set<FailsafeState> reachable(FailsafeState from) {
        Set<FailsafeState> found = EnumSet.of(from);
        boolean grows = true;
        while (grows) {
            Set<FailsafeState> next = EnumSet.copyOf(found);
            for (FailsafeState state : found) {
                for (Condition condition : Condition.values()) {
                    FailsafeState to = FailsafeTable.next(state, condition);
                    if (to != null) {
                        next.add(to);
                    }
                }
            }
            grows = next.size() > found.size();
            found = next;
        }
        found.remove(from);
        return found;
    }

    @Test
    void everyConditionThatDecidesNamesACauseOrContinuesWhatWentBefore() {
        for (FailsafeState state : FailsafeState.values()) {
            for (Condition condition : Condition.values()) {
                FailsafeMachine machine = machineIn(state);
                if (machine == null || FailsafeTable.next(state, condition) == null) {
                    continue;
                }
                Conditions conditions = new Conditions();
                conditions.raise(condition, Double.NaN);
                machine.step(conditions, 100, 7);
                assertThat(machine.state()).isEqualTo(FailsafeTable.next(state, condition));
            }
        }
    }

    /** Any sequence of conditions: severity falls only by its clear condition, and one transition is made a tick. */
    @Test
    void anySequenceOfConditionsKeepsTheOrder() {
        Property.check(3000, choices -> {
            FailsafeMachine machine = new FailsafeMachine();
            machine.start(0);
            Conditions conditions = new Conditions();
            for (int tick = 0; tick < 60; tick++) {
                FailsafeState before = machine.state();
                conditions.clear();
                int count = choices.integer(0, 3);
                for (int i = 0; i < count; i++) {
                    Condition condition = choices.oneOf(Condition.values());
                    if (condition != Condition.CUT || choices.integer(0, 9) == 9) {
                        conditions.raise(condition, Cause.CLEARED, tick);
                    }
                }
                machine.step(conditions, tick, tick);
                FailsafeState after = machine.state();
                if (after.compareTo(before) < 0) {
                    assertThat(conditions.isRaised(Condition.HEALED) || conditions.isRaised(Condition.BLOCKED))
                            .isTrue();
                }
                assertThat(before != FailsafeState.TERMINATED || after == before)
                        .isTrue();
            }
        });
    }

    @Test
    void ordersAreRepeatedUntilTheDeviceReportsThemDone() {
        assertThat(machineIn(FailsafeState.ARMING).directive(DeviceState.DISARMED, false))
                .isEqualTo(Directive.ARM);
        assertThat(machineIn(FailsafeState.ARMING).directive(DeviceState.ARMED, false))
                .isEqualTo(Directive.NONE);
        assertThat(machineIn(FailsafeState.LANDING).directive(DeviceState.ARMED, false))
                .isEqualTo(Directive.NONE);
        assertThat(machineIn(FailsafeState.LANDING).directive(DeviceState.ARMED, true))
                .isEqualTo(Directive.DISARM);
        FailsafeMachine deviceLanding = machineIn(FailsafeState.DEVICE_LANDING);
        assertThat(deviceLanding.directive(DeviceState.ARMED, false)).isEqualTo(Directive.LAND);
        assertThat(deviceLanding.directive(DeviceState.LEVELLING, false)).isEqualTo(Directive.LAND);
        assertThat(deviceLanding.directive(DeviceState.DESCENDING, false)).isEqualTo(Directive.NONE);
        FailsafeMachine terminated = machineIn(FailsafeState.TERMINATED);
        assertThat(terminated.directive(DeviceState.ARMED, false)).isEqualTo(Directive.STOP);
        assertThat(terminated.directive(DeviceState.STOPPED, false)).isEqualTo(Directive.NONE);
    }

    /** A machine brought into a state by the shortest way. */
    private static FailsafeMachine machineIn(FailsafeState state) {
        FailsafeMachine machine = new FailsafeMachine();
        machine.start(0);
        Condition[] way = {Condition.CLEAR_TO_ARM, Condition.ARMED, Condition.POLICY_FAULT};
        int index = 0;
        while (machine.state() != state && index < way.length) {
            take(machine, way[index++]);
        }
        if (machine.state() != state) {
            Condition last = switch (state) {
                case LANDING, LANDED -> Condition.STOP;
                case DEVICE_LANDING -> Condition.LINK_GONE;
                default -> Condition.CUT;
            };
            take(machine, last);
        }
        if (state == FailsafeState.LANDED) {
            take(machine, Condition.DEVICE_DONE);
        }
        assertThat(machine.state()).isEqualTo(state);
        return machine;
    }

    private static void take(FailsafeMachine machine, Condition condition) {
        Conditions conditions = new Conditions();
        conditions.raise(condition, condition.cause() == null ? Cause.POLICY_STALE : condition.cause(), Double.NaN);
        machine.step(conditions, 1, 1);
    }
}
