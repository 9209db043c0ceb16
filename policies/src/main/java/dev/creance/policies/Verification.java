package dev.creance.policies;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a network's outputs compare with known ones.
 *
 * @param model file of the network
 * @param golden file of the known answers
 * @param cases single calls compared
 * @param steps calls of the sequence compared, with state fed back
 * @param notes what a person should know beside the numbers
 */
public record Verification(
        String model,
        String sha256,
        String golden,
        String engine,
        int cases,
        int steps,
        List<OutputDeviation> outputs,
        List<String> notes) {

    /**
     * One output over all calls.
     *
     * @param maxAbsError greatest |got − want|; infinite where a value is missing or not a number
     * @param maxToleranceRatio greatest |got − want| over what is allowed there; passes up to 1
     * @param worstCall the call of the greatest ratio, such as {@code randn_seed1} or {@code step 12}
     * @param worstIndex the element of the greatest ratio
     */
    public record OutputDeviation(
            String output,
            String dtype,
            long values,
            double maxAbsError,
            double maxToleranceRatio,
            String worstCall,
            int worstIndex,
            double got,
            double want) {

        public boolean passed() {
            return maxToleranceRatio <= 1;
        }
    }

    /** Those of several networks of one policy as one. */
    static Verification all(List<Verification> each) {
        Verification first = each.getFirst();
        if (each.size() == 1) {
            return first;
        }
        return new Verification(
                each.stream().map(Verification::model).collect(Collectors.joining(", ")),
                each.stream().map(Verification::sha256).collect(Collectors.joining(", ")),
                each.stream().map(Verification::golden).collect(Collectors.joining(", ")),
                first.engine,
                each.stream().mapToInt(Verification::cases).sum(),
                each.stream().mapToInt(Verification::steps).sum(),
                each.stream().flatMap(one -> one.outputs.stream()).toList(),
                each.stream().flatMap(one -> one.notes.stream()).toList());
    }

    public boolean passed() {
        return outputs.stream().allMatch(OutputDeviation::passed);
    }
}
