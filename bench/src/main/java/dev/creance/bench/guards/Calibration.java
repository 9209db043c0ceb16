package dev.creance.bench.guards;

import dev.creance.bench.EpisodeThreads;
import dev.creance.bench.SteppedLoop;
import dev.creance.policies.Engine;
import dev.creance.policies.Guards;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Features;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Makes the tables of guards from flights in which nothing is wrong; those that are measured are others. */
final class Calibration {
    /** From the episodes that are measured to those that are learned from. */
    private static final long OTHER_EPISODES = 1_000_000;

    private static final String MANIFEST = "guard.yaml";

    private final Campaign campaign;
    private final int episodes;

    /** @param episodes one half is fitted to, the other says how far honest flights go */
    Calibration(Campaign campaign, int episodes) {
        this.campaign = campaign;
        this.episodes = Math.max(2, episodes);
    }

    /** Writes the table that a guard's folder names, and its hash; returns what to know of it. */
    String write(Path folder) throws IOException, InterruptedException {
        List<float[][]> flights = fly(folder);
        List<float[][]> fitted = flights.subList(0, flights.size() / 2);
        List<float[][]> held = flights.subList(flights.size() / 2, flights.size());
        try (LearnedGuard guard = open(folder)) {
            Table table = switch (guard.form()) {
                case MAHALANOBIS -> Table.mahalanobis(rows(fitted), rows(held));
                case POLYNOMIAL -> Table.polynomial(rows(fitted), rows(held));
                case SAMPLES -> Table.samples(rows(fitted));
                case CRITIC, VALUE, DENSITY ->
                    throw new IOException(folder + " holds a network; that is trained, not calibrated");
            };
            keep(folder, guard, table);
            return folder + ": " + guard.form().name().toLowerCase(Locale.ROOT) + " of " + rows(fitted).length
                    + " samples; " + table.remark();
        }
    }

    private LearnedGuard open(Path folder) {
        return Guards.open(
                folder.toAbsolutePath().toString(),
                Path.of(""),
                Engine.NATIVE,
                campaign.family().environment());
    }

    private List<float[][]> fly(Path folder) throws InterruptedException {
        return EpisodeThreads.play(episodes, Math.min(campaign.threads(), episodes), () -> {
            Family.Stage stage = campaign.family().stage();
            LearnedGuard guard = open(folder);
            int ticksPerSample = (int) Math.rint(campaign.family().environment().loopRateHz()
                    / ConfigFile.parse(MANIFEST, manifest(folder))
                            .child("rates")
                            .child("native")
                            .quantity(Dimension.FREQUENCY, 0, 1e6));
            return episode -> samples(
                    stage.scene(campaign.episodeSeed(Math.toIntExact(OTHER_EPISODES + episode)), Threat.NONE),
                    guard.features(),
                    ticksPerSample);
        });
    }

    private float[][] samples(Scene scene, Features features, int ticksPerSample) {
        features.reset();
        SteppedLoop loop = new SteppedLoop(scene.loop());
        loop.begin(scene.start());
        Family.Times times = campaign.family().times();
        double tickS = scene.loop().tickNs() * 1e-9;
        List<float[]> samples = new ArrayList<>();
        for (int tick = 0; tick * tickS < times.end() && loop.decision().state == FailsafeState.ACTIVE; tick++) {
            scene.weather().act(tick * tickS, scene.loop().machine());
            loop.tick();
            features.observe(loop.in().sensors, loop.out().reference);
            if (tick * tickS >= times.settled() && tick % ticksPerSample == 0) {
                float[] sample = new float[features.observationSize() + features.commandSize()];
                features.fill(loop.out().proposal, sample);
                samples.add(sample);
            }
            features.acted(loop.decision().command);
        }
        return samples.toArray(float[][]::new);
    }

    private static float[][] rows(List<float[][]> flights) {
        return flights.stream().flatMap(Arrays::stream).toArray(float[][]::new);
    }

    private static String manifest(Path folder) {
        try {
            return Files.readString(folder.resolve(MANIFEST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Path folder, LearnedGuard guard, Table table) throws IOException {
        String manifest = manifest(folder);
        ConfigNode model = ConfigFile.parse(MANIFEST, manifest).child("model");
        byte[] bytes = table.text().getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(model.child("file").string()), bytes);
        Files.writeString(folder.resolve(MANIFEST), manifest.replace(guard.sha256(), sha256(bytes)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
