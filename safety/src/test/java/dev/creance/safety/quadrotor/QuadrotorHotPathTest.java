package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shield in flight after flight, each with another fault: every state, and every way from one to the next. */
class QuadrotorHotPathTest extends HotPathContract {
    private static final String STAGES = "QuadrotorStages.estimate, QuadrotorStages.standing, QuadrotorStages.watch,"
            + " QuadrotorStages.idle, QuadrotorStages.backup, QuadrotorStages.release, QuadrotorStages.lastResort,"
            + " QuadrotorStages.project, QuadrotorStages.predict, QuadrotorStages.armingBlockers, QuadrotorStages.sent,"
            + " Continuity.isConsistent, Continuity.follows, Continuity.repeats, FlightTransitions.begin,"
            + " FlightTransitions.follow, FlightTransitions.sent, FlightPrediction.begin, FlightPrediction.apply,"
            + " FlightPrediction.follow";

    private static final long READY_TICK = 50;
    private static final long FAULT_TICK = 200;
    private static final long FLIGHT_TICKS = 1000;

    private static final List<Flight.Meddler> FAULTS = List.of(
            (flight, in) -> {},
            (flight, in) -> in.stop = StopRequest.COMPLETED,
            (flight, in) -> in.stop = StopRequest.CONTROLLED,
            (flight, in) -> in.stop = StopRequest.CUT,
            (flight, in) -> Arrays.fill(flight.out.proposal, Double.NaN),
            QuadrotorHotPathTest::proposesNaNForAWhile,
            (flight, in) -> Arrays.fill(flight.out.proposal, Double.POSITIVE_INFINITY),
            (flight, in) -> Arrays.fill(flight.out.proposal, flight.tick() % 2),
            (flight, in) -> in.actionStatus = PolicyStatus.FAILED,
            (flight, in) -> in.actionTick = FAULT_TICK,
            (flight, in) -> flight.linkUp = false,
            (flight, in) -> flight.linkUp = flight.tick() > FAULT_TICK + 80,
            (flight, in) -> in.device.linkClosed = true,
            (flight, in) -> in.sensors.validBits = 0,
            (flight, in) -> Arrays.fill(in.sensors.values, Double.NaN),
            (flight, in) -> in.sensors.sampleNs -= 100_000_000,
            (flight, in) -> Arrays.fill(in.sensors.values, 7, 13, 3),
            (flight, in) -> in.overrunsInARow = 51,
            (flight, in) -> in.droppedRecords = flight.tick() - FAULT_TICK,
            (flight, in) -> in.nowNs -= 50_000_000,
            (flight, in) -> flight.windN[0] = 0.2);

    private final Set<FailsafeState> seen = EnumSet.noneOf(FailsafeState.class);
    private Flight flight;
    private int flown;
    private long endTick;

    private static void proposesNaNForAWhile(Flight flight, TickInputs in) {
        if (flight.tick() < FAULT_TICK + 100) {
            flight.out.proposal[0] = Double.NaN;
        }
    }

    @Override
    protected Class<?> anyOfTheProduct() {
        return QuadrotorStages.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(
                controller(),
                EntryPoint.of(STAGES + " with every fault", this::before, this::decide)
                        .runs((int) FLIGHT_TICKS * FAULTS.size()));
    }

    private static EntryPoint controller() {
        Policy controller = ReferenceController.of(ShieldFixtures.settings(), ShieldFixtures.CRAZYFLIE)
                .get("reference")
                .get();
        Frame sensors = new Frame(QuadrotorChannels.sensors());
        sensors.validBits = -1;
        sensors.values[QuadrotorChannels.ORIENTATION] = 1;
        Frame reference = new Frame(QuadrotorChannels.reference());
        float[] observation = new float[controller.observationSize()];
        float[] action = new float[controller.actionSize()];
        double[] command = new double[action.length];
        return EntryPoint.of(
                "ReferenceController.observe, ReferenceController.command, ReferenceController.acted", () -> {
                    controller.observe(sensors, reference, observation);
                    controller.infer(observation, action);
                    controller.command(action, command);
                    controller.acted(action, command);
                });
    }

    @Test
    void theseFlightsComeToEveryState() {
        for (int i = 0; i < FLIGHT_TICKS * FAULTS.size(); i++) {
            before();
            decide();
            seen.add(flight.state());
        }

        assertThat(seen).containsExactlyInAnyOrder(FailsafeState.values());
    }

    private void before() {
        if (flight != null) {
            flight.advancePlant();
        }
        if (flight == null || flight.tick() == endTick) {
            begin(FAULTS.get(flown++ % FAULTS.size()));
        }
        flight.advanceInputs();
    }

    private void decide() {
        flight.shield.decide(flight.in, flight.out);
    }

    private void begin(Flight.Meddler fault) {
        flight = Flight.of(
                ShieldFixtures.settings("failsafe: {arming_hold: 0 ms}\nguards: [{kind: transition, reaction: warn}]\n"
                        + "rules: [{name: near, always: position.x < 0.3 m, predict: 50 ms}]\n"),
                ShieldFixtures.EVERY_TICK);
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        pilot.fliesTo(0.5, 0, 0.4);
        boolean fromTheGround = flown % 2 == 0;
        if (!fromTheGround) {
            QuadrotorState hovering = Flight.hovering(0, 0, 0.4);
            flight.startInFlight(hovering);
        }
        flight.ground = true;
        flight.meddler = (each, in) -> {
            if (each.tick() >= FAULT_TICK) {
                fault.meddle(each, in);
            } else if (fromTheGround) {
                in.device.ready = each.tick() >= READY_TICK;
            }
        };
        endTick = flight.tick() + FLIGHT_TICKS;
    }
}
