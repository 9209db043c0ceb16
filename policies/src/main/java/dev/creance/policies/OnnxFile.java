package dev.creance.policies;

import dev.creance.policies.graph.OnnxModel;

/** Reads an ONNX file, or says what is wrong with it. */
final class OnnxFile {
    private OnnxFile() {}

    /** @param file what errors call it */
    static OnnxModel parse(String file, byte[] bytes) {
        if (bytes.length == 0) {
            throw new PolicyError(file, "is empty", "export the policy again");
        }
        try {
            return OnnxModel.parse(bytes);
        } catch (OnnxModel.Malformed e) {
            throw new PolicyError(
                    file,
                    "is not a whole ONNX file: " + e.getMessage(),
                    "copy the file again, or export the policy again");
        }
    }
}
