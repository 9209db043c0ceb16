package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;
import java.util.List;

class QuadrotorHotPathTest extends HotPathContract {
    private static final long TICK_NS = 1_000_000;
    private static final String EIGHT =
            "{kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 100 ms, interval: 5.5 s, scale: 1 m}";

    private final QuadrotorState state = new QuadrotorState(4);
    private final QuadrotorState copy = new QuadrotorState(4);
    private final double[] throttle = {0.7, 0.71, 0.72, 0.73};

    @Override
    protected Class<?> anyOfTheProduct() {
        return QuadrotorDynamics.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(
                flying(),
                sampling("FigureEightReference", EIGHT),
                sampling("HoverReference", "{kind: hover, height: 1.5 m}"));
    }

    private EntryPoint flying() {
        QuadrotorDynamics dynamics = new QuadrotorDynamics(QuadrotorParameterFiles.named("crazyflie-2.x"));
        ConstantLoads loads = new ConstantLoads();
        Runnable fly = () -> {
            dynamics.scale(1.1, 0.9);
            dynamics.step(state, throttle, loads, 0.001);
            copy.copyFrom(state);
        };
        Allocation.onceCompiled(5_000, fly);
        return EntryPoint.of(
                "QuadrotorStep.setPoints QuadrotorStep.advance ConstantLoads.evaluate "
                        + "QuadrotorDynamics.step QuadrotorState.copyFrom",
                fly);
    }

    /** Through the climb, the hold and the course, over and over. */
    private static EntryPoint sampling(String reference, String text) {
        Reference sampled = QuadrotorReferences.from(ConfigFile.parse("robot.yaml", text));
        Frame frame = new Frame(QuadrotorChannels.reference());
        long[] tick = {0};
        return EntryPoint.of(reference + ".sample", () -> sampled.sample(tick[0]++ % 20_000 * TICK_NS, frame));
    }
}
