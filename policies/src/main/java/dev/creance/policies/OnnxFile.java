package dev.creance.policies;

import dev.creance.policies.graph.OnnxModel;
import java.nio.file.Path;

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
            throw notWhole(file, e);
        }
    }

    /**
     * Reads an ONNX file and the files beside it that hold its constants.
     *
     * @param folder null where there may be none
     */
    static OnnxModel whole(String file, byte[] bytes, Path folder) {
        OnnxModel model = parse(file, bytes);
        try {
            return folder == null ? model : model.withExternalData(PolicyFiles.in(folder)::read);
        } catch (OnnxModel.Malformed e) {
            throw notWhole(file, e);
        }
    }

    private static PolicyError notWhole(String file, OnnxModel.Malformed e) {
        return new PolicyError(
                file, "is not a whole ONNX file: " + e.getMessage(), "copy the file again, or export the policy again");
    }
}
