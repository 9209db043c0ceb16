package dev.creance.policies.plan;

import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Pairwise;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Product;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one operation of a product and the constant vector that is added to it, as exporters write layers: kernels begin their sums
 * with the bias, which costs nothing.
 */
final class BiasFolding {
    private final Plan plan;
    private final Places places;

    /** How many operations and outputs take something of a tensor, by its address. */
    private final Map<Integer, Integer> uses = new HashMap<>();

    private BiasFolding(Plan plan, Places places) {
        this.plan = plan;
        this.places = places;
        plan.outputs().forEach(port -> use(port.at()));
        plan.operations()
                .forEach(operation -> Addresses.taken(operation)
                        .filter(at -> at >= 0)
                        .map(at -> places.tensor(at).at())
                        .distinct()
                        .forEach(this::use));
    }

    private void use(int at) {
        uses.merge(places.tensor(at).at(), 1, Integer::sum);
    }

    /** The plan's operations, in order, with every bias where it belongs. */
    static List<Operation> operations(Plan plan, Places places) {
        return new BiasFolding(plan, places).folded();
    }

    private List<Operation> folded() {
        Map<Integer, Product> waiting = new HashMap<>();
        List<Operation> folded = new ArrayList<>();
        for (Operation operation : plan.operations()) {
            if (operation instanceof Pairwise sum && sum.function() == Pairwise.Function.ADD && sum.a().length > 0) {
                Product product = waiting.containsKey(sum.a()[0]) ? waiting.get(sum.a()[0]) : waiting.get(sum.b()[0]);
                if (product != null && adds(sum, product)) {
                    folded.set(folded.indexOf(product), null);
                    folded.add(with(product, product.y() == sum.a()[0] ? sum.b() : sum.a(), sum.y()));
                    continue;
                }
            }
            if (operation instanceof Product product && product.bias() < 0 && product.batches() == 1) {
                waiting.put(product.y(), product);
            }
            folded.add(operation);
        }
        return folded.stream().filter(operation -> operation != null).toList();
    }

    /** Whether all of this product, taken by nobody else, gets the same constants added in each row. */
    private boolean adds(Pairwise sum, Product product) {
        int[] of = product.y() == sum.a()[0] ? sum.a() : sum.b();
        int[] bias = product.y() == sum.a()[0] ? sum.b() : sum.a();
        if (uses.get(product.y()) != 1
                || of.length != product.rows() * product.columns()
                || !AddressTable.isRun(of)
                || !places.tensor(bias[0]).constant()) {
            return false;
        }
        for (int i = 0; i < bias.length; i++) {
            if (bias[i] != bias[0] + i % product.columns()) {
                return false;
            }
        }
        return true;
    }

    private static Product with(Product of, int[] bias, int y) {
        return new Product(
                1, of.rows(), of.inner(), of.columns(), of.a(), of.aStep(), of.b(), of.bStep(), bias[0], 0, 1, y);
    }
}
