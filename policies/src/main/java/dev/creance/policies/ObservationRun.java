package dev.creance.policies;

import dev.creance.runtime.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Observations that follow each other, the first of them after a reset.
 *
 * @param name what reports call it
 * @param observations each as the policy is fed it
 */
public record ObservationRun(String name, List<float[]> observations) {
    /** How many follow each other in a random run: enough for a recurrent policy to carry a difference on. */
    private static final int RANDOM_LENGTH = 50;

    /**
     * The same for a policy on top of another: where the rows do not hold what that one observes, it observes these frames.
     *
     * @param policy is reset
     */
    public static List<ObservationRun> completed(
            List<ObservationRun> runs, ManifestPolicy policy, Frame sensors, Frame reference) {
        float[] whole = observed(policy, sensors, reference);
        return runs.stream()
                .map(run -> new ObservationRun(
                        run.name,
                        run.observations.stream()
                                .map(row -> completed(row, whole))
                                .toList()))
                .toList();
    }

    /** What a policy observes of these frames; it is reset. */
    public static float[] observed(ManifestPolicy policy, Frame sensors, Frame reference) {
        float[] observation = new float[policy.observationSize()];
        policy.reset();
        policy.observe(sensors, reference, observation);
        policy.reset();
        return observation;
    }

    private static float[] completed(float[] row, float[] whole) {
        if (row.length >= whole.length) {
            return row;
        }
        float[] all = whole.clone();
        System.arraycopy(row, 0, all, 0, row.length);
        return all;
    }

    /**
     * Random runs, each value drawn evenly between the least and the greatest that these runs hold in its place.
     *
     * @param count observations in all
     */
    public static List<ObservationRun> random(List<ObservationRun> range, int count, long seed) {
        int size = range.getFirst().observations().getFirst().length;
        float[] least = new float[size];
        float[] greatest = new float[size];
        for (int i = 0; i < size; i++) {
            least[i] = Float.POSITIVE_INFINITY;
            greatest[i] = Float.NEGATIVE_INFINITY;
            for (ObservationRun run : range) {
                for (float[] observation : run.observations) {
                    least[i] = Math.min(least[i], observation[i]);
                    greatest[i] = Math.max(greatest[i], observation[i]);
                }
            }
        }
        Random random = new Random(seed);
        List<ObservationRun> runs = new ArrayList<>();
        for (int left = count; left > 0; left -= RANDOM_LENGTH) {
            List<float[]> observations = new ArrayList<>();
            for (int k = 0; k < Math.min(left, RANDOM_LENGTH); k++) {
                float[] observation = new float[size];
                for (int i = 0; i < size; i++) {
                    observation[i] = least[i] + random.nextFloat() * (greatest[i] - least[i]);
                }
                observations.add(observation);
            }
            runs.add(new ObservationRun("random " + runs.size(), observations));
        }
        return runs;
    }
}
