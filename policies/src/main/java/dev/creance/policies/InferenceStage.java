package dev.creance.policies;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Critic;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.observation.Observer;
import dev.creance.policies.signals.Periods;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * From an observation to an action: the observation's tensors go to the networks, each network runs after those it hears from,
 * and a copy of their state moves on. What came along with the observation goes along with the action.
 */
final class InferenceStage {
    private static final int NONE = -1;

    private final Networks networks;
    private final TensorPort[] observed;
    private final Step[] steps;
    private final CarriedState[] states;
    private final ActionHead head;
    private final float[] answer;
    private final CriticRatings[] critics;
    private final Output[] gains;
    private final ActionLayout layout;
    private final int alongAt;
    private final boolean followsItself;
    private final int execute;
    private final float[] newest;
    private int newestPeriod = NONE;
    private boolean primed;

    /** One network, or the head, and what is written into it before it runs. */
    private record Step(ActionHead.Run network, Infill[] infills) {}

    /** A tensor that goes into the action. */
    private record Output(TensorPort port, int at) {}

    InferenceStage(
            Manifest manifest,
            Networks networks,
            Observer observer,
            ActionLayout layout,
            Map<String, Integer> anchorsAt) {
        this.networks = networks;
        this.layout = layout;
        this.observed = manifest.observations().stream()
                .map(Observation::tensor)
                .map(networks::input)
                .toArray(TensorPort[]::new);
        this.head = ActionHead.of(manifest.action(), networks, layout);
        this.answer = new float[layout.size()];
        this.steps = steps(manifest, new Infills(manifest, networks, anchorsAt), observer);
        this.critics = critics(manifest);
        this.states = manifest.state().stream()
                .map(state -> new CarriedState(state, networks))
                .toArray(CarriedState[]::new);
        this.gains = gains(manifest.action(), networks, layout);
        this.execute =
                manifest.action().common().chunk().map(Action.Chunk::execute).orElse(1);
        this.newest = new float[layout.size()];
        this.alongAt = observer.size() - layout.along();
        this.followsItself = observer.places().stream().anyMatch(place -> place.term() instanceof Term.MotionValues);
    }

    /** The head answers before the first critic that rates its answer. */
    private Step[] steps(Manifest manifest, Infills infills, Observer observer) {
        List<Step> found = new ArrayList<>();
        boolean answered = false;
        for (String model : networks.order()) {
            if (!answered && networks.takesTheAction(model)) {
                found.add(new Step(this::answer, new Infill[0]));
                answered = true;
            }
            List<Infill> into = new ArrayList<>(infills.into(model, observer.places()));
            into.addAll(head.into(model));
            into.addAll(rated(manifest, model));
            found.add(new Step(head.run(model, networks.binding(model)), into.toArray(Infill[]::new)));
        }
        if (!answered) {
            found.add(new Step(this::answer, new Infill[0]));
        }
        return found.toArray(Step[]::new);
    }

    private boolean answer() {
        head.write(answer);
        return true;
    }

    /** Shows the action to the critics of a model. */
    private List<Infill> rated(Manifest manifest, String model) {
        return manifest.critics().stream()
                .flatMap(critic -> critic.action().stream())
                .filter(input -> input.model().equals(model))
                .map(networks::input)
                .map(port -> (Infill) observation -> port.put(0, answer, 0, port.size()))
                .toList();
    }

    private CriticRatings[] critics(Manifest manifest) {
        List<CriticRatings> found = new ArrayList<>();
        int at = layout.alongAt();
        for (Critic critic : manifest.critics().reversed()) { // they stand last among the ratings
            at -= critic.measures().size();
            found.add(new CriticRatings(critic, networks.output(critic.tensor()), at));
        }
        return found.toArray(CriticRatings[]::new);
    }

    private static Output[] gains(Action action, Networks networks, ActionLayout layout) {
        List<Output> found = new ArrayList<>();
        int from = 0;
        for (Action.JointCommand part : ActionLayout.parts(action)) {
            if (part.gains().orElse(null) instanceof Action.GainSource.Outputs gains) {
                found.add(new Output(networks.output(gains.kp()), layout.kpAt() + from));
                found.add(new Output(networks.output(gains.kd()), layout.kdAt() + from));
            }
            from += part.order().size();
        }
        return found.toArray(Output[]::new);
    }

    /** Infers; the state stays as it was until {@link #commit}. */
    PolicyStatus infer(float[] observation, float[] actionOut) {
        if (!isFinite(observation)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        if (isWithinChunk(observation)) {
            System.arraycopy(newest, 0, actionOut, 0, newest.length);
            return PolicyStatus.OK;
        }
        load(observation);
        if (followsItself && !primed) {
            primed = run(observation); // the first call shows where its motion begins
        }
        if (!run(observation)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.FAILED;
        }
        System.arraycopy(answer, 0, actionOut, 0, answer.length);
        for (int k = 0; k < critics.length; k++) {
            critics[k].write(actionOut);
        }
        for (int k = 0; k < gains.length; k++) {
            TensorPort port = gains[k].port;
            port.get(0, actionOut, gains[k].at, port.size());
        }
        System.arraycopy(observation, alongAt, actionOut, layout.alongAt(), layout.along());
        if (!takeStates() || !isFinite(actionOut)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        if (execute > 1) {
            System.arraycopy(actionOut, 0, newest, 0, newest.length);
            newestPeriod = number(observation);
        }
        return PolicyStatus.OK;
    }

    /** Whether actions of the newest chunk are left to execute before the networks are asked again. */
    private boolean isWithinChunk(float[] observation) {
        if (execute == 1 || newestPeriod == NONE) {
            return false;
        }
        int age = Periods.age(number(observation), newestPeriod);
        return age > 0 && age < execute;
    }

    /** The number of the native period comes along last. */
    private static int number(float[] observation) {
        return (int) observation[observation.length - 1];
    }

    private void load(float[] observation) {
        int at = 0;
        for (int k = 0; k < observed.length; k++) {
            observed[k].put(0, observation, at, observed[k].size());
            at += observed[k].size();
        }
        for (int k = 0; k < states.length; k++) {
            states[k].load();
        }
    }

    private boolean run(float[] observation) {
        for (int k = 0; k < steps.length; k++) {
            Infill[] infills = steps[k].infills;
            for (int i = 0; i < infills.length; i++) {
                infills[i].fill(observation);
            }
            if (!steps[k].network.run()) {
                return false;
            }
        }
        return true;
    }

    private boolean takeStates() {
        boolean finite = true;
        for (int k = 0; k < states.length; k++) {
            finite &= states[k].take();
        }
        return finite;
    }

    /** Keeps the state that the newest inference left. */
    @HotPath
    void commit(boolean nativePeriod) {
        for (int k = 0; k < states.length; k++) {
            states[k].commit(nativePeriod);
        }
    }

    @HotPath
    void reset() {
        for (int k = 0; k < states.length; k++) {
            states[k].reset();
        }
        head.reset();
        primed = false;
        newestPeriod = NONE;
    }

    @HotPath
    static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** What computes, with its memory. */
    Networks networks() {
        return networks;
    }
}
