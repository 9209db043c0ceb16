package dev.creance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Numbered episodes, spread over threads. */
public final class EpisodeThreads {
    private EpisodeThreads() {}

    /**
     * Each thread plays every so many'th episode.
     *
     * @param player one for each thread: what it keeps is its own
     * @return what came of the episodes, in their order
     */
    public static <R> List<R> play(int episodes, int threads, Supplier<IntFunction<R>> player)
            throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<List<R>>> shares = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int offset = thread;
                shares.add(workers.submit(() -> every(offset, threads, episodes, player.get())));
            }
            List<List<R>> played = new ArrayList<>();
            for (Future<List<R>> share : shares) {
                played.add(share.get());
            }
            List<R> all = new ArrayList<>();
            for (int episode = 0; episode < episodes; episode++) {
                all.add(played.get(episode % threads).get(episode / threads));
            }
            return all;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "an episode failed: " + failed.getCause().getMessage(), failed.getCause());
        }
    }

    private static <R> List<R> every(int offset, int threads, int episodes, IntFunction<R> player) {
        List<R> results = new ArrayList<>();
        for (int episode = offset; episode < episodes; episode += threads) {
            results.add(player.apply(episode));
        }
        return results;
    }
}
