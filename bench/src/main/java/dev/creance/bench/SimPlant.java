package dev.creance.bench;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.sim.batch.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plant in its forms beside C. */
enum SimPlant {
    QUADROTOR {
        @Override
        List<SimCase> cases(Path folder, int environments) throws IOException, InterruptedException {
            List<SimCase> all = new ArrayList<>();
            for (Precision precision : List.of(Precision.DOUBLE, Precision.FLOAT)) {
                SimPeer.Build one = new SimPeer.Build("quadrotor", precision, 8, List.of());
                all.add(SimQuadrotors.single(one, folder, SINGLE_STEPS, SINGLE_MARK));
            }
            for (SimPeer.Build build : builds("quadrotor")) {
                all.add(SimQuadrotors.batched(build, folder, environments, mark(build)));
            }
            SimPeer.Build flown = new SimPeer.Build("quadrotor", Precision.DOUBLE, 8, List.of());
            all.add(SimQuadrotors.flown(flown, folder, SINGLE_STEPS));
            return all;
        }
    },
    PMSM {
        @Override
        List<SimCase> cases(Path folder, int environments) throws IOException, InterruptedException {
            List<SimCase> all = new ArrayList<>();
            SimPeer.Build one = new SimPeer.Build("pmsm", Precision.DOUBLE, 8, List.of());
            for (Fidelity fidelity : Fidelity.values()) {
                all.add(SimDrives.single(one, folder, SINGLE_STEPS, fidelity, SINGLE_MARK));
                for (SimPeer.Build build : builds("pmsm")) {
                    all.add(SimDrives.batched(build, folder, environments, fidelity, mark(build)));
                }
            }
            return all;
        }
    },
    PANDA {
        @Override
        List<SimCase> cases(Path folder, int environments) throws IOException, InterruptedException {
            List<SimCase> all = new ArrayList<>();
            for (SimPeer.Build build : builds("arms")) {
                if (build.precision() == Precision.DOUBLE) {
                    all.add(SimArms.batched(build, folder, environments, mark(build)));
                }
            }
            SimPeer.Build one = new SimPeer.Build("arm", Precision.DOUBLE, 1, List.of());
            all.add(SimArms.single(one, folder, SINGLE_STEPS, SINGLE_MARK));
            return all;
        }
    };

    static final String WIDE = "-mprefer-vector-width=512";

    private static final double BATCH_MARK = 1.0;
    private static final double SINGLE_MARK = 0.8;
    private static final int SINGLE_STEPS = 50;

    /** @param environments in a batch */
    abstract List<SimCase> cases(Path folder, int environments) throws IOException, InterruptedException;

    /** What is claimed is claimed of {@code -march=native} as the compiler understands it; its widest vectors stand beside. */
    private static double mark(SimPeer.Build build) {
        return build.flags().isEmpty() ? BATCH_MARK : Double.NaN;
    }

    /** The tiles are those for which gcc 12 makes the fastest code of its own vectors, and of the widest. */
    private static List<SimPeer.Build> builds(String name) {
        List<SimPeer.Build> all = new ArrayList<>(List.of(
                new SimPeer.Build(name, Precision.DOUBLE, 8, List.of()),
                new SimPeer.Build(name, Precision.FLOAT, 8, List.of())));
        if (List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))) {
            all.add(new SimPeer.Build(name, Precision.DOUBLE, 8, List.of(WIDE)));
            all.add(new SimPeer.Build(name, Precision.FLOAT, 16, List.of(WIDE)));
        }
        return all;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
