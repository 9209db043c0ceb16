package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Network;
import java.nio.FloatBuffer;

/** What a network says; of several heads, the worst. A network that fails, or returns what is no number, says nothing. */
@HotPath
final class NetworkScore implements Score {
    private final Network network;
    private final FloatBuffer[] inputs;
    private final FloatBuffer heads;

    NetworkScore(Network network) {
        this.network = network;
        inputs = new FloatBuffer[network.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = network.input(i);
        }
        heads = network.output(0);
    }

    @Override
    public double of(float[] features) {
        int from = 0;
        for (int i = 0; i < inputs.length; i++) {
            inputs[i].put(0, features, from, inputs[i].capacity());
            from += inputs[i].capacity();
        }
        if (!network.run()) {
            return Double.NaN;
        }
        double worst = heads.get(0);
        for (int i = 1; i < heads.capacity(); i++) {
            worst = Math.max(worst, heads.get(i)); // NaN stays
        }
        return worst;
    }
}
