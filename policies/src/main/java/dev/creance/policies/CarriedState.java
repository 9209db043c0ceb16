package dev.creance.policies;

import dev.creance.policies.manifest.State;
import dev.creance.runtime.HotPath;

/** A tensor that goes from an output to an input of the next call. */
final class CarriedState {
    private final State state;
    private final TensorPort in;
    private final TensorPort out;
    /** What the next call starts from. */
    private final float[] kept;
    /** What the newest call left. */
    private final float[] fresh;

    private final float[] initial;

    CarriedState(State state, Networks networks) {
        this.state = state;
        this.in = networks.input(state.input());
        this.out = networks.output(state.output());
        this.kept = new float[in.size()];
        this.fresh = new float[in.size()];
        this.initial = new float[in.size()];
        for (int i = 0; i < state.initial().size(); i++) {
            initial[i] = state.initial().get(i).floatValue();
        }
        System.arraycopy(initial, 0, kept, 0, kept.length);
    }

    @HotPath
    void load() {
        in.put(0, kept, 0, kept.length);
    }

    /** Reads what the newest call left; false where it is not finite. */
    @HotPath
    boolean take() {
        out.get(fresh);
        return InferenceStage.isFinite(fresh);
    }

    /** Keeps what the newest call left. */
    @HotPath
    void commit(boolean nativePeriod) {
        if (nativePeriod || state.everyCall()) {
            System.arraycopy(fresh, 0, kept, 0, kept.length);
        }
    }

    @HotPath
    void reset() {
        if (state.resets()) {
            System.arraycopy(initial, 0, kept, 0, kept.length);
        }
    }
}
