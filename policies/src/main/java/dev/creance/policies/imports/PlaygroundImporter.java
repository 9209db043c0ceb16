package dev.creance.policies.imports;

/** MuJoCo Playground's export by tf2onnx: {@code obs} to {@code continuous_actions}, normaliser and tanh in the network. */
final class PlaygroundImporter extends BareImporter {
    @Override
    public String format() {
        return "mujoco_playground";
    }

    @Override
    public boolean reads(Source source) {
        return source.graph()
                .filter(graph -> graph.input("obs").isPresent())
                .filter(graph -> graph.output("continuous_actions").isPresent())
                .filter(graph -> graph.input("version_number").isEmpty())
                .isPresent();
    }

    @Override
    boolean exportsNormaliser() {
        return true;
    }
}
