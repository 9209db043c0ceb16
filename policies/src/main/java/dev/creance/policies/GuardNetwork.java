package dev.creance.policies;

import dev.creance.policies.manifest.TensorReference;
import dev.creance.runtime.Network;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A guard's network as the shield takes it: the observation first, then the command; the rating is all that it returns. */
final class GuardNetwork implements Network {
    private final PolicyNetwork network;
    private final int[] inputs;
    private final int output;

    /**
     * Holds its tensors against the manifest: no input stays open, each has the size of what it is fed.
     *
     * @param command absent where states are judged alone
     */
    GuardNetwork(
            PolicyNetwork network,
            TensorReference observation,
            int observationSize,
            Optional<TensorReference> command,
            int commandSize,
            TensorReference rating) {
        this.network = network;
        List<Integer> places = new ArrayList<>();
        places.add(input(observation, observationSize));
        command.ifPresent(tensor -> places.add(input(tensor, commandSize)));
        inputs = places.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < network.inputs(); i++) {
            if (!places.contains(i)) {
                throw observation
                        .at()
                        .error(" and 'command' leave the network's input '" + network.inputName(i) + "' open");
            }
        }
        output = place(rating, rating.name() == null ? rating.index() : network.outputIndex(rating.name()), false);
    }

    private int input(TensorReference tensor, int size) {
        int place = place(tensor, tensor.name() == null ? tensor.index() : network.inputIndex(tensor.name()), true);
        int capacity = network.input(place).capacity();
        if (capacity != size) {
            throw tensor.at().error("='" + tensor.label() + "' takes " + capacity + " values, and is fed " + size);
        }
        return place;
    }

    private int place(TensorReference tensor, int place, boolean in) {
        int count = in ? network.inputs() : network.outputs();
        if (place < 0 || place >= count) {
            List<String> known = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                known.add(in ? network.inputName(i) : network.outputName(i));
            }
            throw tensor.at()
                    .error("='" + tensor.label() + "' is no " + (in ? "input" : "output") + " of the network")
                    .withHint("there are " + known);
        }
        return place;
    }

    @Override
    public int inputs() {
        return inputs.length;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public String inputName(int index) {
        return network.inputName(inputs[index]);
    }

    @Override
    public String outputName(int index) {
        return network.outputName(output);
    }

    @Override
    public FloatBuffer input(int index) {
        return network.input(inputs[index]);
    }

    @Override
    public FloatBuffer output(int index) {
        return network.output(output);
    }

    @Override
    public boolean run() {
        return network.run();
    }

    @Override
    public void close() {
        network.close();
    }
}
