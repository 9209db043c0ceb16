package dev.creance.policies.observation;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** Numbers that never change, such as the parameters of a gait; zeros where another stage fills the place. */
final class ConstantSource implements ObservationSource {
    private final double[] numbers;

    ConstantSource(double[] numbers) {
        this.numbers = numbers;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        System.arraycopy(numbers, 0, out, 0, numbers.length);
    }
}
