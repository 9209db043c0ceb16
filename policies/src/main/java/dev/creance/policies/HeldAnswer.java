package dev.creance.policies;

import dev.creance.policies.manifest.Planner;
import dev.creance.runtime.HotPath;

/** A planner's answer between its inferences: held, or approached in equal steps of which the last is the answer itself. */
final class HeldAnswer implements Heard {
    private final TensorPort port;
    private final ActionHead head;
    private final boolean linear;
    private final int every;
    private final float[] initial;
    private final float[] from;
    private final float[] to;
    private final float[] fresh;
    private final float[] shown;

    /**
     * @param head writes the answer
     * @param every native periods from one answer to the next
     */
    HeldAnswer(Planner.Answer answer, TensorPort port, ActionHead head, int every) {
        this.port = port;
        this.head = head;
        this.linear = answer.linear();
        this.every = every;
        this.initial = new float[port.size()];
        for (int i = 0; i < answer.initial().size(); i++) {
            initial[i] = answer.initial().get(i).floatValue();
        }
        this.from = initial.clone();
        this.to = initial.clone();
        this.fresh = initial.clone();
        this.shown = initial.clone();
    }

    @Override
    public String name() {
        return port.name();
    }

    @Override
    public int size() {
        return port.size();
    }

    ActionHead head() {
        return head;
    }

    /** Reads what the network just answered; false where it is not finite. */
    boolean read() {
        head.write(fresh);
        return InferenceStage.isFinite(fresh);
    }

    /** Keeps what was read; the way there begins where the others are. */
    @HotPath
    void take() {
        System.arraycopy(shown, 0, from, 0, from.length);
        System.arraycopy(fresh, 0, to, 0, to.length);
    }

    /** Shows the newest answer. @param age native periods since its observation */
    @HotPath
    void show(int age) {
        int steps = linear ? Math.min(age + 1, every) : every;
        for (int i = 0; i < shown.length; i++) {
            shown[i] = steps == every ? to[i] : (float) (from[i] + ((double) to[i] - from[i]) * steps / every);
        }
    }

    /** Shows what stands for an answer before the first. */
    @HotPath
    void showInitial() {
        System.arraycopy(initial, 0, shown, 0, shown.length);
    }

    @Override
    @HotPath
    public void get(float[] out) {
        System.arraycopy(shown, 0, out, 0, shown.length);
    }

    @HotPath
    void reset() {
        System.arraycopy(initial, 0, from, 0, from.length);
        System.arraycopy(initial, 0, to, 0, to.length);
        head.reset();
        showInitial();
    }
}
