package dev.creance.policies.plan;

import dev.creance.policies.graph.Convolution;
import dev.creance.policies.graph.Gru;
import dev.creance.policies.graph.LayerNormalization;
import dev.creance.policies.graph.Lstm;
import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Pairwise;
import dev.creance.policies.graph.Pick;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Pointwise;
import dev.creance.policies.graph.Product;
import dev.creance.policies.graph.Reduction;
import dev.creance.policies.graph.Softmax;
import dev.creance.policies.kernels.Activation;
import dev.creance.policies.kernels.Binary;
import dev.creance.policies.kernels.Rows;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds, for each operation of a plan, the step that computes it: a kernel's, or its plain evaluation. */
final class Linker {
    /** Runs of fewer floats than this are copied one by one. */
    private static final int LEAST_RUN = 8;

    private final Plan plan;
    private final Places places;
    private final WeightedSteps weighted;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> plain = new ArrayList<>();
    private float[] plainMemory;

    Linker(Plan plan, Arena arena) {
        this.plan = plan;
        this.places = new Places(plan);
        this.weighted = new WeightedSteps(plan, places, arena);
    }

    void link() {
        plan.inputs().forEach(port -> places.of(port.at()));
        BiasFolding.operations(plan, places).forEach(this::link);
        plan.outputs().forEach(port -> places.of(port.at()));
    }

    Places places() {
        return places;
    }

    List<Step> steps() {
        return steps;
    }

    /** What there is no kernel for. */
    List<String> plain() {
        return plain;
    }

    private void link(Operation operation) {
        if (operation instanceof Pick pick) {
            link(pick);
            return;
        }
        Optional<? extends Step> kernel = isEmpty(operation) ? Optional.empty() : kernel(operation);
        kernel.ifPresentOrElse(steps::add, () -> steps.add(plain(operation)));
    }

    /** Kernels have no sizes of 0; nothing is flown that has, so it need not be quick. */
    private boolean isEmpty(Operation operation) {
        return switch (operation) {
            case Product each -> each.batches() * each.rows() * each.inner() * each.columns() == 0;
            case Pointwise each -> each.count() == 0;
            case Pairwise each -> each.a().length == 0;
            case Reduction each -> each.from().length == 0;
            case Softmax each -> each.at().length == 0;
            case LayerNormalization each -> each.rows() * each.size() == 0;
            default -> false;
        };
    }

    private Optional<? extends Step> kernel(Operation operation) {
        return switch (operation) {
            case Product each -> weighted.product(each, steps);
            case Convolution each -> weighted.convolution(each);
            case Gru each -> weighted.gru(each);
            case Lstm each -> weighted.lstm(each);
            case LayerNormalization each -> weighted.normalisation(each);
            case Pointwise each -> pointwise(each);
            case Pairwise each -> pairwise(each);
            case Reduction each -> reduction(each);
            case Softmax each -> softmax(each);
            default -> Optional.empty();
        };
    }

    private Optional<Step> pointwise(Pointwise of) {
        return activation(of)
                .map(function -> new ActivationStep(function, places.of(of.x()), places.of(of.y()), of.count()));
    }

    private static Optional<Activation> activation(Pointwise of) {
        return Optional.ofNullable(
                switch (of.function()) {
                    case NEGATE -> Activation.NEG;
                    case ABS -> Activation.ABS;
                    case RECIPROCAL -> Activation.RECIPROCAL;
                    case SQRT -> Activation.SQRT;
                    case EXP -> Activation.EXP;
                    case LOG -> Activation.LOG;
                    case TANH -> Activation.TANH;
                    case SIGMOID -> Activation.SIGMOID;
                    case SOFTPLUS -> Activation.SOFTPLUS;
                    case RELU -> Activation.RELU;
                    case LEAKY_RELU -> Activation.leakyRelu(of.p());
                    case ELU -> Activation.elu(of.p());
                    case SELU -> Activation.selu(of.p(), of.q());
                    case HARD_SIGMOID -> Activation.hardSigmoid(of.p(), of.q());
                    case CLIP -> Activation.clip(of.p(), of.q());
                    case ERF -> Activation.ERF;
                    case GELU -> Activation.GELU;
                    case GELU_TANH -> Activation.GELU_TANH;
                    case HARD_SWISH -> Activation.HARD_SWISH;
                    case SOFTSIGN -> Activation.SOFTSIGN;
                    case FLOOR, CEIL, ROUND, TRUNCATE, SIGN, NOT, SIN, COS -> null;
                });
    }

    private Optional<Step> pairwise(Pairwise of) {
        if (of.function() == Pairwise.Function.POWER && isAlways(of.b(), 2)) {
            return binary(Binary.MUL, of.a(), of.a(), of.y());
        }
        return switch (of.function()) {
            case ADD -> binary(Binary.ADD, of.a(), of.b(), of.y());
            case SUBTRACT -> binary(Binary.SUB, of.a(), of.b(), of.y());
            case MULTIPLY -> binary(Binary.MUL, of.a(), of.b(), of.y());
            case DIVIDE -> binary(Binary.DIV, of.a(), of.b(), of.y());
            case MINIMUM -> binary(Binary.MIN, of.a(), of.b(), of.y());
            case MAXIMUM -> binary(Binary.MAX, of.a(), of.b(), of.y());
            case POWER, PRELU, LESS, LESS_OR_EQUAL, EQUAL, AND, OR -> Optional.empty();
        };
    }

    private boolean isAlways(int[] addresses, float value) {
        return Arrays.stream(addresses).allMatch(at -> places.tensor(at).constant() && plan.image()[at] == value);
    }

    private Optional<Step> binary(Binary function, int[] a, int[] b, int y) {
        return AddressTable.meeting(a, b)
                .map(shape -> new BinaryStep(function, shape, places.of(a[0]), places.of(b[0]), places.of(y)));
    }

    private Optional<Step> reduction(Reduction of) {
        if (!AddressTable.isRun(of.from())) {
            return Optional.empty();
        }
        Rows rows = new Rows(of.from().length / of.count(), of.count());
        int x = places.of(of.from()[0]);
        return switch (of.function()) {
            case SUM -> Optional.of(new ReductionStep(rows, Rows.Reduction.SUM, x, places.of(of.y())));
            case MEAN -> Optional.of(new ReductionStep(rows, Rows.Reduction.MEAN, x, places.of(of.y())));
            case MAX -> Optional.of(new ReductionStep(rows, Rows.Reduction.MAX, x, places.of(of.y())));
            default -> Optional.empty();
        };
    }

    private Optional<Step> softmax(Softmax of) {
        if (of.logarithm() || !AddressTable.isRun(of.at())) {
            return Optional.empty();
        }
        Rows rows = new Rows(of.at().length / of.count(), of.count());
        return Optional.of(new SoftmaxStep(rows, places.of(of.x() + of.at()[0]), places.of(of.y() + of.at()[0])));
    }

    /** What stands together already stays where it is; else runs are copied, and what is scattered value by value. */
    private void link(Pick pick) {
        int[] from = pick.from();
        if (from.length == 0) {
            return;
        }
        int[] starts = IntStream.range(0, from.length)
                .filter(i -> i == 0
                        || from[i] != from[i - 1] + 1
                        || !places.tensor(from[i]).equals(places.tensor(from[i - 1])))
                .toArray();
        if (starts.length == 1 && !places.isPlaced(pick.y())) {
            places.alias(pick.y(), places.of(from[0]));
        } else if (from.length < starts.length * LEAST_RUN) {
            steps.add(new GatherStep(Arrays.stream(from).map(places::of).toArray(), places.of(pick.y())));
        } else {
            int[] counts = IntStream.range(0, starts.length)
                    .map(i -> (i + 1 < starts.length ? starts[i + 1] : from.length) - starts[i])
                    .toArray();
            int[] blocks = Arrays.stream(starts).map(i -> places.of(from[i])).toArray();
            steps.add(new BlockStep(blocks, counts, places.of(pick.y())));
        }
    }

    private Step plain(Operation operation) {
        if (plainMemory == null) {
            plainMemory = plan.image().clone();
        }
        plain.add(name(operation));
        return new PlainStep(
                operation, plainMemory, tensors(Addresses.taken(operation)), tensors(Addresses.made(operation)));
    }

    private static String name(Operation operation) {
        return switch (operation) {
            case Pointwise each -> each.function().name();
            case Pairwise each -> each.function().name();
            case Reduction each -> each.function().name();
            default -> operation.getClass().getSimpleName();
        };
    }

    private PlainStep.Tensor[] tensors(IntStream addresses) {
        return addresses
                .filter(at -> at >= 0) // below: none, as of a bias
                .mapToObj(places::tensor)
                .filter(tensor -> !tensor.constant())
                .distinct()
                .map(tensor -> new PlainStep.Tensor(tensor.at(), places.of(tensor.at()), tensor.size()))
                .toArray(PlainStep.Tensor[]::new);
    }
}
