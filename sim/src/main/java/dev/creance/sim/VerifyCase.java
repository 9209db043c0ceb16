package dev.creance.sim;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A recorded roll-out of a quadrotor: one row per step with its state and, but for the last row, the action that led to the
 * next. Reads CSV with a header; columns are found by name, others are ignored. Constant force and torque come from a
 * {@code cases*.json} beside it that lists the file.
 *
 * <pre>
 * t [s] · px,py,pz [m] · qw,qx,qy,qz · vx,vy,vz [m/s, world] · wx,wy,wz [rad/s, body]
 * rpm0..3 (model l2f, rpm) or rotor0..3 (model l2f2, 0..1) · a0..a3 (−1..1)
 * </pre>
 *
 * @param file where it was read from
 * @param stateNames the state columns, in the order of {@code QuadrotorState}
 * @param stepS time between rows
 * @param states one row per step
 * @param actions one row less than {@code states}
 * @param forceN world axes
 * @param torqueNm body axes
 * @param parameterSet what the case says its vehicle is, for example {@code crazyflie}; empty where it says nothing
 */
public record VerifyCase(
        Path file,
        List<String> stateNames,
        double stepS,
        double[][] states,
        double[][] actions,
        double[] forceN,
        double[] torqueNm,
        String parameterSet) {
    private static final List<String> BODY =
            List.of("px", "py", "pz", "qw", "qx", "qy", "qz", "vx", "vy", "vz", "wx", "wy", "wz");
    private static final List<String> ACTIONS = List.of("a0", "a1", "a2", "a3");
    private static final String COLUMNS = "t, " + String.join(", ", BODY) + ", rpm0..3 or rotor0..3, a0..a3";

    /** How uneven the time column may be, relative to the step: it is a rounded product. */
    private static final double TIME_TOLERANCE = 1e-6;

    /**
     * Reads a case and what stands beside it.
     *
     * @throws CaseFormatException where it is not in the format above
     */
    public static VerifyCase read(Path file) {
        CsvTable table = CsvTable.read(file, 2);
        String rotor = table.has("rpm0") ? "rpm" : "rotor";
        List<String> names = new ArrayList<>(BODY);
        for (int i = 0; i < ACTIONS.size(); i++) {
            names.add(rotor + i);
        }
        int rows = table.rows();
        double[] time = new double[rows];
        double[][] states = new double[rows][];
        double[][] actions = new double[rows - 1][];
        int[] stateColumns = table.columns(names, COLUMNS);
        int[] actionColumns = table.columns(ACTIONS, COLUMNS);
        int[] timeColumn = table.columns(List.of("t"), COLUMNS);
        for (int row = 0; row < rows; row++) {
            time[row] = table.numbers(row, timeColumn)[0];
            states[row] = table.numbers(row, stateColumns);
            if (row < rows - 1) {
                actions[row] = table.numbers(row, actionColumns);
            }
        }
        Side side = Side.of(file);
        return new VerifyCase(
                file, names, step(file, time), states, actions, side.forceN, side.torqueNm, side.parameterSet);
    }

    /** Whether rotor states are in rpm, which only model {@code l2f} records. */
    boolean rotorsInRpm() {
        return stateNames.contains("rpm0");
    }

    private static double step(Path file, double[] time) {
        double step = time[1] - time[0];
        for (int i = 1; i < time.length; i++) {
            if (!(step > 0 && Math.abs(time[i] - time[i - 1] - step) < TIME_TOLERANCE * step)) {
                throw new CaseFormatException(file + ":" + (i + 2) + ": t=" + time[i] + " is not one even step of "
                        + step + " s after the last");
            }
        }
        return step;
    }

    /** What a {@code cases*.json} beside the file says of it. */
    private record Side(double[] forceN, double[] torqueNm, String parameterSet) {
        static Side of(Path file) {
            Path folder = file.toAbsolutePath().getParent();
            TreeSet<Path> lists = new TreeSet<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "cases*.json")) {
                found.forEach(lists::add);
            } catch (IOException e) {
                throw new CaseFormatException(folder + ": cannot be listed (" + e + ")");
            }
            for (Path list : lists) {
                for (ConfigNode entry : ConfigFile.read(list).items()) {
                    Path named = Path.of(entry.child("file").string()).getFileName();
                    if (named.equals(file.getFileName())) {
                        return new Side(
                                vector(entry.child("force_N")),
                                vector(entry.child("torque_Nm")),
                                entry.optional("model").map(ConfigNode::string).orElse(""));
                    }
                }
            }
            return new Side(new double[3], new double[3], "");
        }

        private static double[] vector(ConfigNode node) {
            List<ConfigNode> items = node.items(3);
            double[] vector = new double[3];
            for (int i = 0; i < 3; i++) {
                vector[i] = items.get(i).quantity(Dimension.RATIO);
            }
            return vector;
        }
    }
}
