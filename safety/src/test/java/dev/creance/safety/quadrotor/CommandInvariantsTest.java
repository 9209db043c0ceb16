package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Shield;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** What holds for the emitted command whatever comes in: I1, I2, I5, I6, I7. */
class CommandInvariantsTest {
    private static final String NOW = "failsafe: {arming_hold: 0 ms}\n";
    private static final double SLEW_PER_TICK = 60 * 1e-3;

    /** One tick of arbitrary, mostly hostile inputs. */
    private static void hostile(Choices choices, TickInputs in, TickOutputs out) {
        in.tick++;
        in.nowNs += choices.integer(0, 9) == 9 ? choices.integer(-5_000_000, 200_000_000) : 1_000_000;
        in.sensorFresh = choices.integer(0, 9) < 8;
        if (in.sensorFresh) {
            for (int i = 0; i < in.sensors.values.length; i++) {
                in.sensors.values[i] = choices.integer(0, 60) == 60 ? choices.hostile(-100, 100) : in.sensors.values[i];
            }
            in.sensors.sequence += choices.integer(0, 2);
            in.sensors.sampleNs = in.nowNs;
            in.sensors.receiptNs = in.nowNs;
            in.sensors.validBits = choices.integer(0, 20) == 20 ? choices.bits() : in.sensors.allValid();
        }
        in.device.ready = true;
        in.device.lastReceiptNs = in.sensorFresh ? in.nowNs : in.device.lastReceiptNs;
        in.device.state =
                in.tick < 3 || choices.integer(0, 30) < 30 ? DeviceState.ARMED : choices.oneOf(DeviceState.values());
        in.actionTick = in.tick - choices.integer(0, 40);
        in.actionStatus = choices.integer(0, 9) < 9 ? PolicyStatus.OK : choices.oneOf(PolicyStatus.values());
        in.stop =
                in.tick > 150 && choices.integer(0, 50) == 50 ? choices.oneOf(StopRequest.values()) : StopRequest.NONE;
        for (int i = 0; i < 4; i++) {
            out.proposal[i] = choices.hostile(-0.5, 1.5);
        }
    }

    private static TickInputs standing() {
        TickInputs in = new TickInputs(QuadrotorChannels.sensors(), 4);
        in.tick = -1;
        in.sensors.values[QuadrotorChannels.ORIENTATION] = 1;
        in.sensors.values[QuadrotorChannels.ACCEL + 2] = 9.81;
        in.sensors.values[QuadrotorChannels.BATTERY] = 3.7;
        return in;
    }

    private static TickOutputs outputs() {
        return new TickOutputs(0, QuadrotorChannels.reference(), 4, ShieldFixtures.MARGINS);
    }

    @Test
    void everyCommandIsFiniteInsideTheBoxWithinTheSlewLimitAndAFloatWhateverComesIn() {
        QuadrotorShieldSettings settings = ShieldFixtures.settings(NOW);
        Property.check(150, choices -> {
            Shield shield = ShieldFixtures.shield(settings, ShieldFixtures.EVERY_TICK);
            TickInputs in = standing();
            TickOutputs out = outputs();
            double[] last = new double[4];
            for (int i = 0; i < 200; i++) {
                hostile(choices, in, out);
                shield.decide(in, out);
                boolean cut = out.decision.state == FailsafeState.TERMINATED;
                for (int k = 0; k < 4; k++) {
                    double u = out.decision.command[k];
                    assertThat(u).isBetween(0.0, 1.0);
                    assertThat((double) (float) u).isEqualTo(u);
                    assertThat(cut || Math.abs(u - last[k]) <= SLEW_PER_TICK)
                            .as("from %s to %s in %s", last[k], u, out.decision.state)
                            .isTrue();
                    last[k] = u;
                }
            }
        });
    }

    @Test
    void theSameInputsGiveTheSameBits() {
        QuadrotorShieldSettings settings = ShieldFixtures.settings(NOW);
        Property.check(100, choices -> {
            Shield one = ShieldFixtures.shield(settings, ShieldFixtures.EVERY_TICK);
            Shield other = ShieldFixtures.shield(settings, ShieldFixtures.EVERY_TICK);
            TickInputs in = standing();
            TickOutputs first = outputs();
            TickOutputs second = outputs();
            for (int i = 0; i < 200; i++) {
                hostile(choices, in, first);
                System.arraycopy(first.proposal, 0, second.proposal, 0, 4);
                one.decide(in, first);
                other.decide(in, second);
                for (int k = 0; k < 4; k++) {
                    assertThat(Double.doubleToRawLongBits(second.decision.command[k]))
                            .isEqualTo(Double.doubleToRawLongBits(first.decision.command[k]));
                }
                for (int k = 0; k < ShieldFixtures.MARGINS; k++) {
                    assertThat(Double.doubleToRawLongBits(second.decision.margins[k]))
                            .isEqualTo(Double.doubleToRawLongBits(first.decision.margins[k]));
                }
                assertThat(second.decision.causes).isEqualTo(first.decision.causes);
                assertThat(second.decision.state).isEqualTo(first.decision.state);
            }
        });
    }

    /** A policy whose commands are admissible in the middle of the envelope. */
    private static Flight hoveringInTheMiddle() {
        Flight flight = Flight.of(ShieldFixtures.settings(NOW), ShieldFixtures.EVERY_TICK);
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.startInFlight(Flight.hovering(0, 0, 1.3));
        pilot.fliesTo(0, 0, 1.3);
        flight.run(0.2);
        return flight;
    }

    @Test
    void anAdmissibleProposalIsExecutedExactlyAsItIsRoundedToTheWire() {
        Property.check(50, choices -> {
            Flight flight = hoveringInTheMiddle();
            Flight.Pilot steady = flight.pilot;
            flight.pilot = (f, proposal) -> {
                steady.propose(f, proposal);
                for (int i = 0; i < 4; i++) {
                    double near = f.decision().command[i] + choices.between(-0.059, 0.059);
                    proposal[i] = Math.max(0, Math.min(1, near));
                }
            };
            for (int i = 0; i < 5; i++) {
                flight.step();
                assertThat(flight.decision().verdict).isEqualTo(Verdict.PASS);
                assertThat(flight.decision().source).isEqualTo(Source.POLICY);
                for (int k = 0; k < 4; k++) {
                    assertThat(flight.decision().command[k]).isEqualTo((float) flight.out.proposal[k]);
                }
            }
        });
    }

    @Test
    void aProposalOutsideItsLimitsIsProjectedAndSaysWhichLimitItWas() {
        Flight flight = hoveringInTheMiddle();
        double before = flight.decision().command[0];
        flight.pilot = (f, proposal) -> {
            proposal[0] = 1.2;
            for (int i = 1; i < 4; i++) {
                proposal[i] = f.decision().command[i];
            }
        };

        flight.step();

        assertThat(flight.decision().verdict).isEqualTo(Verdict.MODIFIED);
        assertThat(flight.decision().causes).isEqualTo(Cause.COMMAND_BOX.bit() | Cause.COMMAND_SLEW.bit());
        assertThat(flight.decision().command[0] - before).isBetween(0.0599, 0.06);
    }
}
