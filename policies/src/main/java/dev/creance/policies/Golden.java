package dev.creance.policies;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Known inputs and outputs of a network. {@code cases} are single calls; {@code steps} follow each other from
 * {@code initialState} (empty: zeros), with the outputs named in {@code feedback} fed back to its inputs.
 *
 * @param sha256 of the network that the answers were computed with; empty where unknown
 * @param feedback input name to output name
 */
record Golden(
        String file,
        String sha256,
        Map<String, String> feedback,
        List<Call> cases,
        Map<String, TensorValues> initialState,
        List<Call> steps) {

    record Call(String name, Map<String, TensorValues> inputs, Map<String, TensorValues> outputs) {}

    static Golden parse(String file, byte[] json) {
        return new Parser(file).golden(json);
    }

    private record Parser(String file) {
        Golden golden(byte[] json) {
            JsonNode root = tree(json);
            if (root.path("stochastic_graph").asBoolean()) {
                throw error("", "says that the graph draws random numbers", "its outputs cannot be compared");
            }
            Map<String, String> feedback = new LinkedHashMap<>();
            root.path("state_feedback")
                    .properties()
                    .forEach(each -> feedback.put(each.getKey(), text(each.getValue())));
            List<Call> cases = new ArrayList<>();
            for (JsonNode node : root.path("cases")) {
                String name = node.path("name").asText("case " + cases.size());
                cases.add(call("cases/" + cases.size(), name, node));
            }
            List<Call> steps = new ArrayList<>();
            for (JsonNode node : root.path("sequence").path("steps")) {
                steps.add(call("sequence/steps/" + steps.size(), "step " + steps.size(), node));
            }
            if (cases.isEmpty() && steps.isEmpty()) {
                throw error("", "holds neither cases nor a sequence", "give it 'cases' with inputs and outputs");
            }
            return new Golden(
                    file, root.path("sha256").asText(""), feedback, cases, initialState(root.path("sequence")), steps);
        }

        private JsonNode tree(byte[] json) {
            try {
                return new ObjectMapper().readTree(json);
            } catch (JacksonException e) {
                String where = e.getLocation() == null
                        ? ""
                        : ":" + e.getLocation().getLineNr() + ":"
                                + e.getLocation().getColumnNr();
                throw new PolicyError(file + where, "is not JSON: " + e.getOriginalMessage(), "write the file again");
            } catch (IOException e) {
                throw new PolicyError(file, "cannot be read: " + e.getMessage(), "write the file again");
            }
        }

        private Map<String, TensorValues> initialState(JsonNode sequence) {
            JsonNode node = sequence.path("initial_state");
            if (node.isMissingNode() || node.asText().equals("zeros")) {
                return Map.of();
            }
            return tensors("sequence/initial_state", node);
        }

        private Call call(String where, String name, JsonNode node) {
            return new Call(
                    name,
                    tensors(where + "/inputs", node.path("inputs")),
                    tensors(where + "/outputs", node.path("outputs")));
        }

        private Map<String, TensorValues> tensors(String where, JsonNode node) {
            if (!node.isObject()) {
                throw error(where, "is missing or not an object", "write it as {tensor name: {dtype, shape, data}}");
            }
            Map<String, TensorValues> tensors = new LinkedHashMap<>();
            node.properties()
                    .forEach(each -> tensors.put(each.getKey(), tensor(where + "/" + each.getKey(), each.getValue())));
            return tensors;
        }

        private TensorValues tensor(String where, JsonNode node) {
            long[] shape = longs(where + "/shape", node.path("shape"));
            JsonNode data = node.path("data");
            long count = 1;
            for (long size : shape) {
                // No size may exceed the data, so that the product cannot overflow into agreement.
                count = size < 1 || size > data.size() || count > data.size() ? -1 : count * size;
            }
            if (!data.isArray() || data.size() != count) {
                throw error(
                        where,
                        "has " + data.size() + " values in data for the shape " + Arrays.toString(shape),
                        "make them agree");
            }
            boolean exact = TensorValues.isInteger(text(node.path("dtype")));
            double[] reals = new double[exact ? 0 : data.size()];
            long[] integers = exact ? longs(where + "/data", data) : new long[0];
            for (int i = 0; i < reals.length; i++) {
                if (!data.get(i).isNumber()) {
                    throw error(where + "/data/" + i, "is not a number", "write a number");
                }
                reals[i] = data.get(i).doubleValue();
            }
            return new TensorValues(text(node.path("dtype")), shape, reals, integers);
        }

        private long[] longs(String where, JsonNode node) {
            long[] values = new long[node.size()];
            for (int i = 0; i < values.length; i++) {
                JsonNode value = node.get(i);
                if (!value.isBoolean() && !value.canConvertToLong()) {
                    throw error(where + "/" + i, "is not a whole number", "write a whole number");
                }
                values[i] = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.longValue();
            }
            return values;
        }

        private String text(JsonNode node) {
            if (!node.isTextual()) {
                throw error("", "lacks a name or dtype where one belongs", "compare it with the golden format");
            }
            return node.textValue();
        }

        private PolicyError error(String where, String problem, String remedy) {
            return new PolicyError(where.isEmpty() ? file : file + " at /" + where, problem, remedy);
        }
    }
}
