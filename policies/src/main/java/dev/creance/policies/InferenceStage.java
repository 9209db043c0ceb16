package dev.creance.policies;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Critic;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Planner;
import dev.creance.policies.observation.Observer;
import dev.creance.policies.signals.Periods;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * From an observation to an action: the observation's tensors go to the networks, each network runs after those it hears from,
 * planners first where they are due, and a copy of their state moves on. What came along with the observation goes along with the
 * action.
 */
final class InferenceStage {
    private static final int NONE = -1;

    private final Networks networks;
    private final NetworkGroup group;
    private final PlannerStage[] planners;
    private final ActionHead head;
    private final float[] answer;
    private final CriticRatings[] critics;
    private final Output[] gains;
    private final ActionLayout layout;
    private final int size;
    private final int tailAt;
    private final int alongAt;
    private final boolean followsItself;
    private final int execute;
    private final float[] newest;
    private int newestPeriod = NONE;
    private boolean primed;

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
        this.head = ActionHead.of(manifest.action(), networks, layout);
        this.answer = new float[layout.size()];
        this.critics = critics(manifest);
        Answers answers = new Answers(manifest, networks);
        Infills infills = new Infills(manifest, networks, answers, anchorsAt);
        Predicate<String> plans = model -> manifest.planner(model).isPresent();
        this.group = new NetworkGroup(
                manifest, networks, plans.negate(), steps(manifest, infills, observer, plans.negate()));
        this.planners = new PlannerStage[manifest.planners().size()];
        for (int k = 0; k < planners.length; k++) {
            Planner planner = manifest.planners().get(k);
            ActionHead drawn = answers.head(planner);
            List<NetworkGroup.Step> steps = networks.order().stream()
                    .filter(planner::asks)
                    .map(model -> step(model, drawn, infills, observer))
                    .toList();
            planners[k] = new PlannerStage(
                    planner,
                    new NetworkGroup(manifest, networks, planner::asks, steps),
                    answers.of(planner),
                    observer.plannerAt(k),
                    manifest.rates().nativeHz());
        }
        this.gains = gains(manifest.action(), networks, layout);
        this.execute =
                manifest.action().common().chunk().map(Action.Chunk::execute).orElse(1);
        this.newest = new float[layout.size()];
        this.size = observer.size();
        this.tailAt = observer.plannerAt(0);
        this.alongAt = observer.size() - layout.along();
        this.followsItself =
                observer.places().stream().anyMatch(place -> manifest.signals().returned(place.term()));
    }

    private NetworkGroup.Step step(String model, ActionHead drawn, Infills infills, Observer observer) {
        List<Infill> into = new ArrayList<>(infills.into(model, observer.places()));
        into.addAll(drawn.into(model));
        return new NetworkGroup.Step(drawn.run(model, networks.binding(model)), into);
    }

    /** The head answers before the first critic that rates its answer. */
    private List<NetworkGroup.Step> steps(
            Manifest manifest, Infills infills, Observer observer, Predicate<String> belongs) {
        List<NetworkGroup.Step> found = new ArrayList<>();
        boolean answered = false;
        for (String model : networks.order()) {
            if (!belongs.test(model)) {
                continue;
            }
            if (!answered && networks.takesTheAction(model)) {
                found.add(new NetworkGroup.Step(this::answer, List.of()));
                answered = true;
            }
            found.add(step(model, head, infills, observer).with(rated(manifest, model)));
        }
        if (!answered) {
            found.add(new NetworkGroup.Step(this::answer, List.of()));
        }
        return found;
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
        if (!group.isFinite(observation) || !isFinite(observation, tailAt, size - tailAt)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        if (isWithinChunk(observation)) {
            System.arraycopy(newest, 0, actionOut, 0, newest.length);
            return PolicyStatus.OK;
        }
        if (!plan(observation)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.FAILED;
        }
        group.load(observation);
        if (followsItself && !primed) {
            primed = group.run(observation); // the first call shows where its motion begins
        }
        if (!group.run(observation)) {
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
        if (!group.takeStates() || !isFinite(actionOut, 0, layout.size())) {
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
    private int number(float[] observation) {
        return (int) observation[size - 1];
    }

    private boolean plan(float[] observation) {
        boolean goesOn = true;
        for (int k = 0; k < planners.length; k++) {
            goesOn &= planners[k].ask(observation, number(observation));
        }
        return goesOn;
    }

    /** Keeps the state that the newest inference left. */
    @HotPath
    void commit(boolean nativePeriod) {
        group.commit(nativePeriod);
    }

    @HotPath
    void reset() {
        group.reset();
        for (int k = 0; k < planners.length; k++) {
            planners[k].reset();
        }
        head.reset();
        primed = false;
        newestPeriod = NONE;
    }

    @HotPath
    static boolean isFinite(float[] values) {
        return isFinite(values, 0, values.length);
    }

    @HotPath
    static boolean isFinite(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Why the newest inference that failed did; empty where none has. */
    String failure() {
        for (PlannerStage planner : planners) {
            if (!planner.failure().isEmpty()) {
                return planner.failure();
            }
        }
        return networks.failure();
    }

    /** What computes, with its memory. */
    Networks networks() {
        return networks;
    }
}
