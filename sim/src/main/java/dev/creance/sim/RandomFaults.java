package dev.creance.sim;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.Fault.Details;
import dev.creance.sim.Fault.Kind;
import dev.creance.sim.Fault.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sequence of faults drawn from a seed: kinds, signals, sizes and durations, at the times of a Poisson process. It is drawn when the
 * configuration is read, so that the summary names each, and a replay injects the same.
 *
 * <pre>{@code
 * - {kind: random, seed: 7, at: 2 s, for: 20 s, rate: 0.5 1/s, longest: 500 ms, kinds: [sensor_bias, link_loss]}
 * }</pre>
 */
final class RandomFaults {
    static final String KIND = "random";

    private static final double MOST_PER_S = 1000;

    /** Greatest error that is drawn, over the span in which a channel's values are plausible. */
    private static final double ERROR_SHARE = 0.05;

    private static final double GREATEST_LAG_S = 0.05;
    private static final double GREATEST_DELAY_S = 0.02;
    private static final double GREATEST_FLOOD_HZ = 2000;
    private static final int LONGEST_BURST = 20;
    private static final double GREATEST_FORCE_N = 0.05;
    private static final double GREATEST_ROTOR_LOSS = 0.25;

    private final FaultFormat format;
    private final Optional<? extends PlantConfig> plant;

    RandomFaults(FaultFormat format, Optional<? extends PlantConfig> plant) {
        this.format = format;
        this.plant = plant;
    }

    List<Fault> from(ConfigNode node) {
        node.only("kind", "seed", "at", "for", "rate", "longest", "kinds");
        if (plant.isEmpty()) {
            throw node.child("kind").error("=random needs a simulated machine").withHint("add section plant");
        }
        List<Kind> kinds =
                node.child("kinds").items().stream().map(format::kind).toList();
        if (kinds.isEmpty()) {
            throw node.child("kinds").error(" is empty").withHint("name the kinds to draw from");
        }
        Noise noise = new Noise(node.child("seed").integer(0, Integer.MAX_VALUE));
        double startS = node.child("at").quantity(Dimension.TIME, 0, FaultFormat.LONGEST_S);
        double endS = startS + node.child("for").quantity(Dimension.TIME, 0, FaultFormat.LONGEST_S);
        double perS = node.child("rate").quantity(Dimension.PER_TIME, 1e-6, MOST_PER_S);
        double longestS = node.child("longest").quantity(Dimension.TIME, 1e-3, FaultFormat.LONGEST_S);
        List<Fault> drawn = new ArrayList<>();
        for (double atS = startS + wait(noise, perS); atS < endS; atS += wait(noise, perS)) {
            Kind kind = kinds.get((int) (noise.uniform() * kinds.size()));
            long forNs = Math.max(1, Math.round(noise.uniform() * longestS * 1e9));
            drawn.add(new Fault(kind, Math.round(atS * 1e9), forNs, draw(kind, noise)));
        }
        return drawn;
    }

    private static double wait(Noise noise, double perS) {
        return -StrictMath.log(1 - noise.uniform()) / perS;
    }

    private Details draw(Kind kind, Noise noise) {
        return switch (kind.layer()) {
            case SENSOR -> sensor(kind, plant.orElseThrow().sensors(), noise);
            case ACTUATOR -> actuator(plant.orElseThrow().actuators(), noise);
            case LINK -> link(kind, noise);
            case PLANT -> plant(kind, noise);
            case HOST -> Details.lasting(Math.round(noise.uniform() * GREATEST_DELAY_S * 1e9));
        };
    }

    private static Details sensor(Kind kind, Layout layout, Noise noise) {
        int one = (int) (noise.uniform() * layout.size());
        int other = (int) (noise.uniform() * layout.size());
        Channel channel = layout.channels().get(one);
        double span = channel.upper() - channel.lower();
        double error = ERROR_SHARE * (Double.isInfinite(span) ? 1 : span) * noise.symmetric();
        double size = kind == Kind.SENSOR_SCALE ? 1 + noise.symmetric() / 2 : error;
        int[] channels = kind == Kind.SENSOR_SWAP ? new int[] {one, other} : new int[] {one};
        return new Details(channels, new double[] {size}, 1_000_000_000, Scope.ALL);
    }

    private static Details actuator(Layout layout, Noise noise) {
        int channel = (int) (noise.uniform() * layout.size());
        double factor = noise.uniform();
        long lagNs = Math.round(noise.uniform() * GREATEST_LAG_S * 1e9);
        return new Details(new int[] {channel}, new double[] {factor}, lagNs, Scope.ALL);
    }

    private static Details link(Kind kind, Noise noise) {
        double share = noise.uniform();
        double size = kind == Kind.LINK_FLOOD ? share * GREATEST_FLOOD_HZ : share;
        int burst = 1 + (int) (noise.uniform() * LONGEST_BURST);
        long delayNs = Math.round(noise.uniform() * GREATEST_DELAY_S * 1e9);
        return new Details(
                new int[0],
                new double[] {kind == Kind.LINK_BURST ? Math.min(0.99, size) : size, burst},
                delayNs,
                Scope.ALL);
    }

    private static Details plant(Kind kind, Noise noise) {
        if (kind == Kind.WIND_GUST) {
            double[] force = new double[3];
            for (int i = 0; i < 3; i++) {
                force[i] = GREATEST_FORCE_N * noise.symmetric();
            }
            return new Details(new int[0], force, 0, Scope.ALL);
        }
        if (kind == Kind.ROTOR_LOSS) {
            double[] kept = {1, 1, 1, 1};
            kept[(int) (noise.uniform() * kept.length)] -= GREATEST_ROTOR_LOSS * noise.uniform();
            return new Details(new int[0], kept, 0, Scope.ALL);
        }
        double change = noise.uniform();
        return Details.of(kind == Kind.SUPPLY_SAG ? 1 - change / 4 : 1 + (change - 0.5) / 2);
    }
}
