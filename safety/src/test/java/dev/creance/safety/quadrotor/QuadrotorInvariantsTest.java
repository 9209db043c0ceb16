package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.safety.ClosedLoop;
import dev.creance.safety.CommandLimit;
import dev.creance.safety.InvariantsContract;
import dev.creance.safety.SensorFault;
import dev.creance.safety.Stage;
import dev.creance.safety.guards.GuardSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for the shield of a quadrotor whatever comes in. */
class QuadrotorInvariantsTest extends InvariantsContract {
    private static final String FAILSAFE = "failsafe: {arming_hold: 0 ms, backups_per_minute: 100}\n";
    private static final QuadrotorShieldSettings SETTINGS = ShieldFixtures.settings(FAILSAFE);

    @Override
    protected ClosedLoop loop(Stage.Probe probe) {
        return new Flight(twin(probe));
    }

    @Override
    protected Shield twin(Stage.Probe probe) {
        return ShieldFixtures.shield(SETTINGS, ShieldFixtures.EVERY_TICK, probe);
    }

    @Override
    protected ClosedLoop guarded(String section, GuardSource source) {
        return new Flight(ShieldFixtures.settings(FAILSAFE + section)
                .shield(QuadrotorChannels.sensors(), QuadrotorChannels.commands(), ShieldFixtures.EVERY_TICK, source));
    }

    @Override
    protected Layout commands() {
        return QuadrotorChannels.commands();
    }

    @Override
    protected void place(ClosedLoop loop, Choices choices) {
        Flight flight = (Flight) loop;
        flight.ground = false;
        QuadrotorState state = Flight.hovering(choices.between(-2, 2), choices.between(-2, 2), choices.between(0.5, 2));
        for (int i = 0; i < 3; i++) {
            state.values[QuadrotorState.VELOCITY + i] = choices.between(-0.5, 0.5);
        }
        flight.teleport(state);
    }

    @Override
    protected List<CommandLimit> limits() {
        return SETTINGS.commandLimits();
    }

    @Override
    protected double[] changeOfChange() {
        return new double[0];
    }

    @Override
    protected ClosedLoop calm() {
        Flight flight = Flight.of(SETTINGS, ShieldFixtures.EVERY_TICK);
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.startInFlight(Flight.hovering(0, 0, 1.3));
        pilot.fliesTo(0, 0, 1.3);
        flight.run(0.2);
        return flight;
    }

    /** Within the slew limit of what the steady pilot has proposed. */
    @Override
    protected void mild(ClosedLoop loop, Choices choices, double[] out) {
        for (int i = 0; i < out.length; i++) {
            double near = loop.decision().command[i] + choices.between(-0.059, 0.059);
            out[i] = Math.max(0, Math.min(1, near));
        }
    }

    @Test
    void i4SensorsThatFailForTheirAgeDoNotCostTheEnvelope() {
        int[] flown = new int[2];
        Property.check(150, choices -> {
            Episode episode = new Episode(SETTINGS, choices, 0);
            SensorFault fault = new SensorFault(choices, 10, 2000, 20);
            episode.flight.meddler = (flight, in) -> fault.meddle(in);
            episode.fly(2);
            if (episode.certified) {
                flown[0]++;
                flown[1] += episode.takeovers;
                assertThat(episode.truth.violations())
                        .as(episode.kind + " with " + fault)
                        .isEmpty();
            }
        });
        assertThat(flown[0]).isGreaterThan(15);
        assertThat(flown[1]).as("the envelope's edge is reached").isGreaterThan(flown[0]);
    }

    @Test
    void aProposalOutsideItsLimitsIsProjectedAndSaysWhichLimitItWas() {
        Flight flight = (Flight) calm();
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
