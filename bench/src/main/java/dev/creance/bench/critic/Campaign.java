package dev.creance.bench.critic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Outcome>>> shares = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int offset = thread;
                shares.add(workers.submit(() -> every(variant, offset)));
            }
            List<List<Outcome>> played = new ArrayList<>();
            for (Future<List<Outcome>> share : shares) {
                played.add(share.get());
            }
            List<Outcome> all = new ArrayList<>();
            for (int episode = 0; episode < episodes; episode++) {
                all.add(played.get(episode % threads).get(episode / threads));
            }
            return all;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "an episode of " + task.name() + " with " + variant.words(), failed.getCause());
        }
    }

    /** Each so many'th episode, on a stage of its own. */
    private List<Outcome> every(Variant variant, int offset) {
        Task.Stage stage = task.stage(variant);
        List<Outcome> outcomes = new ArrayList<>();
        for (int episode = offset; episode < episodes; episode += threads) {
            SplittableRandom random = new SplittableRandom(seed ^ (first + episode) * EPISODE_MIX);
            outcomes.add(new Episode(stage.scene(random)).play());
        }
        return outcomes;
    }
}
