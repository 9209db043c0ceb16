package dev.creance.policies;

import dev.creance.policies.diffusion.StepBack;
import dev.creance.policies.manifest.Diffusion;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.HotPath;
import java.util.Arrays;
import java.util.List;

/**
 * Draws noise and asks a network, step by step, what to take away from it (Chi et al. 2023, Diffusion Policy). Of several
 * draws, another network may choose: the least dangerous of those that the data holds (Zheng et al. 2024, FISOR).
 */
final class DiffusionHead implements ActionHead {
    private final DiffusionPorts ports;
    private final StepBack[] steps;
    private final float[] numbers;
    private final Diffusion.Clip clip;
    private final boolean least;
    private final RandomNumbers random;
    private final double[][] samples;
    private final float[] row;

    DiffusionHead(Diffusion diffusion, DiffusionPorts ports) {
        this.ports = ports;
        this.steps = StepBack.of(diffusion).toArray(StepBack[]::new);
        this.numbers = numbers(diffusion);
        this.clip = diffusion.clip();
        this.least = diffusion.selection().map(Diffusion.Selection::least).orElse(true);
        this.random = new RandomNumbers(diffusion.seed());
        this.samples = new double[diffusion.draws()][ports.sample().size()];
        this.row = new float[ports.sample().size()];
    }

    /** What the network is fed as the number of each step. */
    private static float[] numbers(Diffusion diffusion) {
        ValueProcess process = new ValueProcess(diffusion.process());
        float[] numbers = new float[diffusion.steps().size()];
        for (int i = 0; i < numbers.length; i++) {
            double[] number = {diffusion.steps().get(i)};
            process.apply(number);
            numbers[i] = (float) number[0];
        }
        return numbers;
    }

    @Override
    public Run run(String model, TensorBinding network) {
        return model.equals(ports.model()) ? () -> denoise(network) : network::run;
    }

    @Override
    public List<Infill> into(String model) {
        return ports.critic() != null && model.equals(ports.critic().model())
                ? List.of(observation -> put(ports.critic().draws()))
                : List.of();
    }

    private boolean denoise(TensorBinding network) {
        for (double[] sample : samples) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = random.normal();
            }
        }
        for (int k = 0; k < steps.length; k++) {
            put(ports.sample());
            ports.step().fill(numbers[k]);
            if (!network.run()) {
                return false;
            }
            for (int c = 0; c < samples.length; c++) {
                ports.predicted().get(c * row.length, row, 0, row.length);
                stepBack(steps[k], samples[c]);
            }
        }
        return true;
    }

    /** An infinite prediction is none, and is not to be clipped to one. */
    private void stepBack(StepBack step, double[] sample) {
        if (!InferenceStage.isFinite(row)) {
            Arrays.fill(sample, Double.NaN);
        }
        for (int i = 0; i < sample.length; i++) {
            double next = step.mean(sample[i], row[i], clip.predicted());
            if (step.spread() > 0) {
                next += step.spread() * random.normal();
            }
            sample[i] = StepBack.clipped(next, clip.sample());
        }
    }

    /** Each draw in its row; a single one in every row. */
    private void put(TensorPort port) {
        for (int c = 0; c < samples.length; c++) {
            round(samples[c]);
            if (samples.length == 1) {
                port.put(0, row, 0, row.length);
            } else {
                port.putRow(c, row);
            }
        }
    }

    private void round(double[] sample) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) sample[i];
        }
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        int chosen = ports.critic() == null ? 0 : chosen(ports.critic().score());
        if (chosen < 0) {
            Arrays.fill(actionOut, 0, row.length, Float.NaN);
            return;
        }
        round(samples[chosen]);
        System.arraycopy(row, 0, actionOut, 0, row.length);
    }

    /** The draw of the best score, of equals the first; −1 where a score is not finite. */
    private int chosen(TensorPort score) {
        int best = 0;
        float bestScore = 0;
        for (int c = 0; c < samples.length; c++) {
            score.get(c, row, 0, 1);
            if (!Float.isFinite(row[0])) {
                return -1;
            }
            if (c == 0 || (least ? row[0] < bestScore : row[0] > bestScore)) {
                best = c;
                bestScore = row[0];
            }
        }
        return best;
    }

    @Override
    @HotPath
    public void reset() {
        random.reset();
    }
}
