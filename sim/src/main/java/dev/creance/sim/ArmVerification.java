package dev.creance.sim;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.ForwardDynamics;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.dynamics.arm.Pose;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.arm.urdf.Urdf;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Holds the equations of arms against another engine's, state by state: lines of JSON, one arm each, as {@code tools/mujoco-golden}
 * writes them. Of each vector the largest error counts over its largest entry.
 *
 * <pre>
 * {"arm": "so-101", or "urdf": "…", "states": [{"q": […], "v": […], "effort": […], "wrench": [force, moment on the last link],
 *   "place": [where the force acts], "acceleration": […], "bias": […], "origin": [of the last link]}, …]}
 * </pre>
 */
final class ArmVerification {
    static final String MODEL = "arm";

    private static final double MARK = 1e-9;

    private final Map<String, VerifyResult.StateError> worst = new LinkedHashMap<>();
    private int states;

    private ArmVerification() {}

    static boolean isOne(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    static VerifyResult verify(Path file) {
        ArmVerification verification = new ArmVerification();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                verification.arm(ConfigFile.parse(file + ", line " + ++number, line));
            }
        } catch (IOException e) {
            throw new CaseFormatException(file + ": " + e.getMessage());
        }
        return verification.result(file);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    private void arm(ConfigNode entry) {
        Chain described = entry.has("arm")
                ? ArmModels.named(entry.child("arm").string())
                : Urdf.parse(entry.path(), entry.child("urdf").string()).chain();
        Chain.Tool last = new Chain.Tool(described.size() - 1, Pose.identity());
        Chain chain = new Chain(described.name(), described.joints(), last, described.gravityMPerS2());
        entry.child("states").items().forEach(state -> state(chain, state));
    }

    private void state(Chain chain, ConfigNode golden) {
        int n = chain.size();
        ChainMotion motion = new ChainMotion(chain);
        double[] speed = numbers(golden, "v", n);
        motion.update(numbers(golden, "q", n), speed);
        double[] effort = numbers(golden, "effort", n);
        for (int i = 0; i < n; i++) {
            effort[i] -= chain.joints().get(i).drivetrain().damping() * speed[i];
        }
        double[] acceleration = new double[n];
        new ForwardDynamics(chain).accelerations(motion, effort, wrench(golden), acceleration);
        double[] bias = new double[n];
        new InverseDynamics(chain).bias(motion, bias);
        double[] origin = new double[3];
        motion.origin(n - 1, origin);
        compare("acceleration", acceleration, numbers(golden, "acceleration", n));
        compare("bias", bias, numbers(golden, "bias", n));
        compare("origin", origin, numbers(golden, "origin", 3));
        states++;
    }

    /** The moment about the base's origin, and the force. */
    private static double[] wrench(ConfigNode golden) {
        double[] f = numbers(golden, "wrench", 6);
        double[] p = numbers(golden, "place", 3);
        return new double[] {
            f[3] + p[1] * f[2] - p[2] * f[1],
            f[4] + p[2] * f[0] - p[0] * f[2],
            f[5] + p[0] * f[1] - p[1] * f[0],
            f[0],
            f[1],
            f[2]
        };
    }

    private static double[] numbers(ConfigNode golden, String key, int count) {
        return golden.child(key).items(count).stream()
                .mapToDouble(item -> item.quantity(Dimension.RATIO))
                .toArray();
    }

    private void compare(String name, double[] ours, double[] theirs) {
        double scale = 0;
        double error = 0;
        for (int i = 0; i < theirs.length; i++) {
            scale = Math.max(scale, Math.abs(theirs[i]));
            error = Math.max(error, Math.abs(ours[i] - theirs[i])); // a NaN stays one
        }
        VerifyResult.StateError now = new VerifyResult.StateError(error, error / scale, states);
        VerifyResult.StateError before = worst.get(name);
        if (before == null || !(now.maxRelError() <= before.maxRelError())) {
            worst.put(name, now);
        }
    }

    private VerifyResult result(Path file) {
        if (states == 0) {
            throw new CaseFormatException(file + " holds no state of an arm");
        }
        double maxAbs = 0;
        double maxRel = 0;
        for (VerifyResult.StateError each : worst.values()) {
            maxAbs = Math.max(maxAbs, each.maxAbsError());
            maxRel = Math.max(maxRel, each.maxRelError());
        }
        return new VerifyResult(file.toString(), MARK, maxAbs, maxRel, worst, List.of());
    }
}
