package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Attribute;
import dev.creance.policies.graph.OnnxModel.Edge;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the protobuf messages of an ONNX file into records; field numbers are those of onnx.proto3. */
final class OnnxModelReader {
    /** Deeper control flow than this is not a policy but an attack on the stack. */
    private static final int DEEPEST_SUBGRAPH = 16;

    private OnnxModelReader() {}

    static OnnxModel model(ProtoReader in) {
        long ir = 0;
        Map<String, Long> opsets = new LinkedHashMap<>();
        String producer = "";
        String version = "";
        String documentation = "";
        Map<String, String> metadata = new LinkedHashMap<>();
        Graph graph = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> ir = in.varint();
                case 2 -> producer = in.string();
                case 3 -> version = in.string();
                case 6 -> documentation = in.string();
                case 7 -> graph = graph(in.message(), 0);
                case 8 -> opset(in.message(), opsets);
                case 14 -> entry(in.message(), metadata);
                default -> in.skip();
            }
        }
        if (graph == null) {
            throw new OnnxModel.Malformed("it holds no graph");
        }
        return new OnnxModel(ir, opsets, (producer + " " + version).strip(), documentation, metadata, graph);
    }

    private static void opset(ProtoReader in, Map<String, Long> opsets) {
        String domain = "";
        long version = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> domain = in.string();
                case 2 -> version = in.varint();
                default -> in.skip();
            }
        }
        opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version);
    }

    private static void entry(ProtoReader in, Map<String, String> out) {
        String key = "";
        String value = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> key = in.string();
                case 2 -> value = in.string();
                default -> in.skip();
            }
        }
        out.put(key, value);
    }

    private static Graph graph(ProtoReader in, int depth) {
        if (depth > DEEPEST_SUBGRAPH) {
            throw new OnnxModel.Malformed("graphs nest deeper than " + DEEPEST_SUBGRAPH);
        }
        String name = "";
        List<Node> nodes = new ArrayList<>();
        List<Tensor> initialisers = new ArrayList<>();
        List<Edge> inputs = new ArrayList<>();
        List<Edge> outputs = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> nodes.add(node(in.message(), depth));
                case 2 -> name = in.string();
                case 5 -> initialisers.add(tensor(in.message()));
                case 11 -> inputs.add(valueInfo(in.message()));
                case 12 -> outputs.add(valueInfo(in.message()));
                default -> in.skip();
            }
        }
        // Up to IR 3 every initialiser stands among the inputs as well.
        Set<String> filled = new HashSet<>();
        initialisers.forEach(tensor -> filled.add(tensor.name()));
        inputs.removeIf(input -> filled.contains(input.name()));
        return new Graph(name, nodes, initialisers, inputs, outputs);
    }

    private static Node node(ProtoReader in, int depth) {
        String operator = "";
        String domain = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> inputs.add(in.string());
                case 2 -> outputs.add(in.string());
                case 4 -> operator = in.string();
                case 5 -> attribute(in.message(), depth, attributes);
                case 7 -> domain = in.string();
                default -> in.skip();
            }
        }
        return new Node(operator, domain, inputs, outputs, attributes);
    }

    private static void attribute(ProtoReader in, int depth, Map<String, Attribute> out) {
        String name = "";
        long integer = 0;
        float real = 0;
        String text = "";
        LongList integers = new LongList();
        List<Double> reals = new ArrayList<>();
        Tensor tensor = null;
        Graph graph = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.string();
                case 2 -> real = in.float32();
                case 3 -> integer = in.varint();
                case 4 -> text = in.string();
                case 5 -> tensor = tensor(in.message());
                case 6 -> graph = graph(in.message(), depth + 1);
                case 7 -> floats(in, reals);
                case 8 -> in.integers(integers);
                default -> in.skip();
            }
        }
        out.put(name, new Attribute(integer, real, text, integers.toArray(), singles(reals), tensor, graph));
    }

    private static float[] singles(List<Double> reals) {
        float[] values = new float[reals.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = reals.get(i).floatValue();
        }
        return values;
    }

    private static Tensor tensor(ProtoReader in) {
        LongList dims = new LongList();
        int type = 0;
        String name = "";
        ByteBuffer raw = ByteBuffer.allocate(0);
        List<Double> reals = new ArrayList<>();
        LongList integers = new LongList();
        Map<String, String> external = new LinkedHashMap<>();
        boolean elsewhere = false;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> in.integers(dims);
                case 2 -> type = (int) in.varint();
                case 4 -> floats(in, reals);
                case 5, 7 -> in.integers(integers);
                case 8 -> name = in.string();
                case 9 -> raw = in.slice();
                case 10 -> doubles(in, reals);
                case 13 -> entry(in.message(), external);
                case 14 -> elsewhere = in.varint() == 1;
                default -> in.skip();
            }
        }
        String location = elsewhere ? external.getOrDefault("location", "?") : "";
        return new Tensor(
                name,
                dims.toArray(),
                type,
                raw,
                typed(reals, integers.toArray()),
                location,
                number(external.getOrDefault("offset", "0")),
                number(external.getOrDefault("length", "-1")));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new OnnxModel.Malformed("'" + text + "' where the place of a constant in another file belongs");
        }
    }

    private static void floats(ProtoReader in, List<Double> out) {
        if (!in.isLengthDelimited()) {
            out.add((double) in.float32());
            return;
        }
        for (ByteBuffer packed = in.slice(); packed.remaining() >= 4; ) {
            out.add((double) packed.getFloat());
        }
    }

    private static void doubles(ProtoReader in, List<Double> out) {
        if (!in.isLengthDelimited()) {
            in.skip();
            return;
        }
        for (ByteBuffer packed = in.slice().order(ByteOrder.LITTLE_ENDIAN); packed.remaining() >= 8; ) {
            out.add(packed.getDouble());
        }
    }

    private static double[] typed(List<Double> reals, long[] integers) {
        if (!reals.isEmpty()) {
            return reals.stream().mapToDouble(Double::doubleValue).toArray();
        }
        if (integers.length == 0) {
            return null;
        }
        double[] values = new double[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers[i];
        }
        return values;
    }

    private static Edge valueInfo(ProtoReader in) {
        String name = "";
        String dtype = "?";
        List<String> shape = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.string();
                case 2 -> dtype = type(in.message(), shape);
                default -> in.skip();
            }
        }
        return new Edge(name, dtype, List.copyOf(shape));
    }

    private static String type(ProtoReader in, List<String> shapeOut) {
        String dtype = "not a tensor";
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field != 1) {
                in.skip();
                continue;
            }
            dtype = "UNDEFINED";
            ProtoReader tensor = in.message();
            for (int inner = tensor.next(); inner != 0; inner = tensor.next()) {
                switch (inner) {
                    case 1 -> dtype = ElementTypes.name(tensor.varint());
                    case 2 -> shape(tensor.message(), shapeOut);
                    default -> tensor.skip();
                }
            }
        }
        return dtype;
    }

    private static void shape(ProtoReader in, List<String> out) {
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field != 1) {
                in.skip();
                continue;
            }
            String size = "?";
            ProtoReader dim = in.message();
            for (int inner = dim.next(); inner != 0; inner = dim.next()) {
                switch (inner) {
                    case 1 -> size = Long.toString(dim.varint());
                    case 2 -> size = dim.string();
                    default -> dim.skip();
                }
            }
            out.add(size);
        }
    }
}
