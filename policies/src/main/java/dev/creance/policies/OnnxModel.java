package dev.creance.policies;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says, as far as an inspection needs it (onnx.proto3 of ONNX 1.21, IR 13).
 *
 * @param opsets version by operator domain; the default domain is {@code ai.onnx}
 */
record OnnxModel(
        long ir,
        Map<String, Long> opsets,
        String producer,
        String documentation,
        Map<String, String> metadata,
        Graph graph) {

    /** @param inputs as fed by a caller: without those that initialisers fill */
    record Graph(
            String name,
            List<Node> nodes,
            List<Tensor> initialisers,
            List<TensorReport> inputs,
            List<TensorReport> outputs) {}

    record Node(
            String operator,
            String domain,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {

        long integer(String attribute, long otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.integer();
        }

        float real(String attribute, float otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.real();
        }

        /** The name of an input, empty where the node leaves it out. */
        String input(int index) {
            return index < inputs.size() ? inputs.get(index) : "";
        }
    }

    /** The parts of an attribute that an inspection reads; {@code tensor} and {@code graph} are null where absent. */
    record Attribute(long integer, float real, Tensor tensor, Graph graph) {}

    /**
     * @param type ONNX's number of the element type
     * @param raw little-endian elements; empty where {@code typed} or an external file holds them
     * @param typed elements that stand in a typed field; null where there is none
     * @param external the file that holds the elements; empty where they are here
     */
    record Tensor(String name, long[] dims, int type, ByteBuffer raw, double[] typed, String external) {
        static final int FLOAT = 1;
        static final int INT32 = 6;
        static final int INT64 = 7;
        static final int DOUBLE = 11;

        long elements() {
            long count = 1;
            for (long dim : dims) {
                count *= dim;
            }
            return count;
        }

        boolean isReal() {
            return type == FLOAT || type == DOUBLE;
        }

        /** The elements, or null where this file does not hold them as numbers. */
        double[] values() {
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

    static OnnxModel parse(String file, byte[] bytes) {
        if (bytes.length == 0) {
            throw new PolicyError(file, "is empty", "export the policy again");
        }
        try {
            return OnnxModelReader.model(new ProtoReader(bytes));
        } catch (ProtoReader.Malformed e) {
            throw new PolicyError(
                    file,
                    "is not a whole ONNX file: " + e.getMessage(),
                    "copy the file again, or export the policy again");
        }
    }
}
