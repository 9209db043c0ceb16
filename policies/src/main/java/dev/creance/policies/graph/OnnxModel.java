package dev.creance.policies.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an ONNX file says, as far as it is needed here (onnx.proto3 of ONNX 1.21, IR 13).
 *
 * @param opsets version by operator domain; the default domain is {@code ai.onnx}
 */
public record OnnxModel(
        long ir,
        Map<String, Long> opsets,
        String producer,
        String documentation,
        Map<String, String> metadata,
        Graph graph) {

    /** @param inputs as fed by a caller: without those that initialisers fill */
    public record Graph(
            String name, List<Node> nodes, List<Tensor> initialisers, List<Edge> inputs, List<Edge> outputs) {}

    /**
     * A tensor at the edge of a network.
     *
     * @param dtype ONNX's name of the element type, such as {@code FLOAT} or {@code INT64}
     * @param shape a number or, where the size is free, its name or {@code ?}
     */
    public record Edge(String name, String dtype, List<String> shape) {
        @Override
        public String toString() {
            return name + " " + dtype + shape;
        }
    }

    public record Node(
            String operator,
            String domain,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {

        public long integer(String attribute, long otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.integer();
        }

        public float real(String attribute, float otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.real();
        }

        public String text(String attribute, String otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.text();
        }

        /** Null where the attribute is absent. */
        public long[] integers(String attribute) {
            Attribute found = attributes.get(attribute);
            return found == null ? null : found.integers();
        }

        /** The name of an input, empty where the node leaves it out. */
        public String input(int index) {
            return index < inputs.size() ? inputs.get(index) : "";
        }
    }

    /**
     * What an attribute holds: one of these; the others are 0, empty or null.
     *
     * @param text as UTF-8
     */
    public record Attribute(
            long integer, float real, String text, long[] integers, float[] reals, Tensor tensor, Graph graph) {
        public static Attribute of(long integer) {
            return new Attribute(integer, 0, "", new long[0], new float[0], null, null);
        }

        public static Attribute of(float real) {
            return new Attribute(0, real, "", new long[0], new float[0], null, null);
        }

        public static Attribute of(Tensor tensor) {
            return new Attribute(0, 0, "", new long[0], new float[0], tensor, null);
        }

        public static Attribute of(Graph graph) {
            return new Attribute(0, 0, "", new long[0], new float[0], null, graph);
        }
    }

    /**
     * @param type ONNX's number of the element type
     * @param raw little-endian elements; empty where {@code typed} or an external file holds them
     * @param typed elements that stand in a typed field; null where there is none
     * @param external the file that holds the elements; empty where they are here
     * @param externalAt the first of their bytes in that file
     * @param externalBytes how many there are; −1 for all up to its end
     */
    public record Tensor(
            String name,
            long[] dims,
            int type,
            ByteBuffer raw,
            double[] typed,
            String external,
            long externalAt,
            long externalBytes) {
        public static final int FLOAT = 1;
        public static final int INT32 = 6;
        public static final int INT64 = 7;
        public static final int DOUBLE = 11;

        /** One whose elements are here. */
        public Tensor(String name, long[] dims, int type, ByteBuffer raw, double[] typed) {
            this(name, dims, type, raw, typed, "", 0, -1);
        }

        /** With its elements taken from the file that holds them. */
        private Tensor with(byte[] file) {
            long end = externalBytes < 0 ? file.length : externalAt + externalBytes;
            if (externalAt < 0 || externalAt > end || end > file.length) {
                throw new Malformed("'" + name + "' is said to lie at bytes " + externalAt + " to " + end + " of '"
                        + external + "', which has " + file.length);
            }
            ByteBuffer elements = ByteBuffer.wrap(file, (int) externalAt, (int) (end - externalAt))
                    .slice();
            return new Tensor(name, dims, type, elements, typed);
        }

        public long elements() {
            long count = 1;
            for (long dim : dims) {
                count *= dim;
            }
            return count;
        }

        public boolean isReal() {
            return type == FLOAT || type == DOUBLE;
        }

        /** The elements, or null where this file does not hold them as numbers. */
        public double[] values() {
            if (typed != null) {
                return typed.length == elements() ? typed : null;
            }
            ByteBuffer in = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            int width = type == FLOAT || type == INT32 ? 4 : type == DOUBLE || type == INT64 ? 8 : 0;
            if (width == 0 || !external.isEmpty() || elements() * width != in.remaining()) {
                return null;
            }
            double[] values = new double[in.remaining() / width];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (type) {
                    case FLOAT -> in.getFloat();
                    case DOUBLE -> in.getDouble();
                    case INT32 -> in.getInt();
                    default -> in.getLong();
                };
            }
            return values;
        }
    }

    /**
     * Reads a file.
     *
     * @throws Malformed where it is empty or not whole
     */
    public static OnnxModel parse(byte[] bytes) {
        return OnnxModelReader.model(new ProtoReader(bytes));
    }

    /**
     * With the constants that lie in other files.
     *
     * @param files by name, as the constants give it
     * @throws Malformed where a constant lies outside its file
     */
    public OnnxModel withExternalData(Function<String, byte[]> files) {
        Map<String, byte[]> read = new HashMap<>();
        List<Tensor> whole = graph.initialisers().stream()
                .map(tensor -> tensor.external().isEmpty()
                        ? tensor
                        : tensor.with(read.computeIfAbsent(tensor.external(), files)))
                .toList();
        Graph filled = new Graph(graph.name(), graph.nodes(), whole, graph.inputs(), graph.outputs());
        return new OnnxModel(ir, opsets, producer, documentation, metadata, filled);
    }

    /** Bytes that are not what the format says. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }
}
