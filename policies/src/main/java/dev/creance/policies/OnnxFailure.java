package dev.creance.policies;

import ai.onnxruntime.OrtException;
import dev.creance.policies.graph.OnnxModel;

/** Says in plain words why ONNX Runtime refuses a file, and what to do. */
final class OnnxFailure {
    /** The newest that ONNX Runtime 1.29 reads. */
    static final long NEWEST_IR = 13;

    static final long NEWEST_OPSET = 26;

    private OnnxFailure() {}

    static PolicyError loading(String file, byte[] bytes, OrtException e) {
        OnnxModel model = OnnxFile.parse(file, bytes); // refuses what is truncated, with the position
        long opset = model.opsets().getOrDefault("ai.onnx", 0L);
        if (model.ir() > NEWEST_IR) {
            return new PolicyError(
                    file,
                    "has IR version " + model.ir() + ", newer than " + NEWEST_IR
                            + ", the newest that ONNX Runtime 1.29 reads",
                    "export it with an older onnx package, or lower its IR version");
        }
        if (opset > NEWEST_OPSET) {
            return new PolicyError(
                    file,
                    "uses opset " + opset + ", newer than " + NEWEST_OPSET
                            + ", the newest that ONNX Runtime 1.29 knows",
                    "export it with opset_version=" + NEWEST_OPSET + " or lower");
        }
        return new PolicyError(file, "ONNX Runtime refuses it: " + plain(e), remedy(e));
    }

    private static String remedy(OrtException e) {
        return switch (e.getCode()) {
            case ORT_INVALID_PROTOBUF -> "copy the file again, or export the policy again";
            case ORT_INVALID_GRAPH, ORT_NOT_IMPLEMENTED ->
                "export it with standard operators of opset " + NEWEST_OPSET + " or lower";
            case ORT_NO_SUCHFILE -> "put the files it names beside it";
            default -> "check it with the onnx package's checker, and export the policy again";
        };
    }

    /** ONNX Runtime's text without its code prefix and source positions, on one line. */
    static String plain(OrtException e) {
        String text = String.valueOf(e.getMessage()).replaceFirst("^Error code - \\w+ - message: ", "");
        text = text.replaceAll("/\\S*/onnxruntime/\\S*:\\d+ ", "").replaceAll("\\s+", " ");
        return text.strip() + " (" + e.getCode() + ")";
    }
}
