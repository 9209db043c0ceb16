package dev.creance.bench.critic;

import dev.creance.bench.EpisodeThreads;
import java.util.List;
import java.util.SplittableRandom;

/** The same episodes of a task for each variant, spread over threads: episode by episode they begin alike and are disturbed alike. */
final class Campaign {
    private static final long EPISODE_MIX = 0x9E3779B97F4A7C15L;

    private final Task task;
    private final int first;
    private final int episodes;
    private final long seed;
    private final int threads;

    /** @param first number of the first episode */
    Campaign(Task task, int first, int episodes, long seed, int threads) {
        this.task = task;
        this.first = first;
        this.episodes = episodes;
        this.seed = seed;
        this.threads = threads;
    }

    /** In the order of the episodes. */
    List<Outcome> run(Variant variant) throws InterruptedException {
        return EpisodeThreads.play(episodes, threads, () -> {
            Task.Stage stage = task.stage(variant);
            return episode -> {
                SplittableRandom random = new SplittableRandom(seed ^ (first + episode) * EPISODE_MIX);
                return new Episode(stage.scene(random)).play();
            };
        });
    }
}
