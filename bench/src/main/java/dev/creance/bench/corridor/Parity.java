package dev.creance.bench.corridor;

import dev.creance.bench.WorkFolder;
import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.runtime.PolicyStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether ONNX Runtime chooses the draws that the native engine chooses: what this was shown in flight, decision by decision, is shown
 * to a second policy on ONNX Runtime with the same random numbers. Throttles that differ by more than rounding come of another draw.
 *
 * @param differing decisions whose throttles differ by more than {@link #ROUNDING}
 * @param largest difference of throttles in the others
 */
record Parity(int decisions, int differing, double largest) {
    private static final double ROUNDING = 1e-3;
    private static final int PERIODS_PER_DECISION = 10;

    private record Answer(float[] observation, float[] action) {}

    static Parity of(int episodes, long seed) throws IOException {
        return of(Actor.LEAST_QH, recorded(episodes, seed));
    }

    /** How the answers of the first draw differ from those of the chosen one: what a parity that is none looks like. */
    static Parity ofAnotherChoice(int episodes, long seed) throws IOException {
        return of(Actor.FIRST_DRAW, recorded(episodes, seed));
    }

    private static List<Answer> recorded(int episodes, long seed) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (WorkFolder folder = WorkFolder.create();
                ManifestPolicy policy = Actor.LEAST_QH.load(folder.path(), 0, Engine.NATIVE, Flight.environment())) {
            Flight flight = new Flight(Actor.LEAST_QH, policy);
            for (int episode = 0; episode < episodes; episode++) {
                flight.fly(
                        seed + episode,
                        (observation, action) -> answers.add(new Answer(observation.clone(), action.clone())));
            }
        }
        return answers;
    }

    private static Parity of(Actor actor, List<Answer> answers) throws IOException {
        int differing = 0;
        double largest = 0;
        try (WorkFolder folder = WorkFolder.create();
                ManifestPolicy policy = actor.load(folder.path(), 0, Engine.ONNX_RUNTIME, Flight.environment())) {
            float[] action = new float[policy.actionSize()];
            int throttles = policy.actionLayout().values();
            for (int from = 0; from < answers.size(); from += PERIODS_PER_DECISION) {
                double off = 0;
                for (Answer answer : answers.subList(from, from + PERIODS_PER_DECISION)) {
                    if (policy.infer(answer.observation, action) != PolicyStatus.OK) {
                        throw new IOException("ONNX Runtime gives no answer: " + policy.failure());
                    }
                    for (int i = 0; i < throttles; i++) {
                        off = Math.max(off, Math.abs((double) action[i] - answer.action[i]));
                    }
                }
                if (off > ROUNDING) {
                    differing++;
                } else {
                    largest = Math.max(largest, off);
                }
            }
        }
        return new Parity(answers.size() / PERIODS_PER_DECISION, differing, largest);
    }
}
