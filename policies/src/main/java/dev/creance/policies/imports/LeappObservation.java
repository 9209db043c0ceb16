package dev.creance.policies.imports;

import java.util.List;

/** Writes what one input of a LEAPP model is fed. */
record LeappObservation(Draft draft, LeappTensors tensors) {

    void write(LeappTensors.Named input) {
        Draft observation = draft.item("observation", input.name());
        observation.say("tensor", tensors.reference(input.model(), input.name()), Origin.of(input.node()));
        observation.say("normaliser", "in_graph", "LEAPP: the network takes SI values");
        observation.say("history", "none", "LEAPP: histories are states of the network");
        TermWriter writer = new TermWriter(observation);
        String name = input.name();
        String origin = input.node().has("kind") ? Origin.of(input.node().child("kind")) : Origin.of(input.node());
        switch (input.kind()) {
            case "state/body/rotation" -> quaternion(observation, input, origin);
            case "state/body/angular_velocity" -> writer.channels(name, "gyro", "rad/s", "[]", origin);
            case "state/body/linear_velocity" -> writer.channels(name, "base_velocity", "m/s", "[]", origin);
            case "state/joint/position" ->
                writer.jointPositions(name, LeappTensors.elements(input.node()).size(), "nothing", "[]", origin);
            case "state/joint/velocity" ->
                writer.jointVelocities(name, LeappTensors.elements(input.node()).size(), "[]", origin);
            default -> {
                if (LeappTensors.isCommand(input.node())) {
                    int size = LeappTensors.elements(input.node()).size();
                    writer.setpoint(name, name, "all", size, "[]", origin);
                } else {
                    writer.open(name, origin);
                }
            }
        }
    }

    private static void quaternion(Draft observation, LeappTensors.Named input, String origin) {
        List<String> elements = LeappTensors.elements(input.node());
        Draft term = observation.item("terms", input.name());
        term.say("term", input.name(), origin);
        term.say("kind", "quaternion", "");
        term.say("signal", "orientation", "");
        if (!elements.equals(List.of("w", "x", "y", "z")) && !elements.equals(List.of("x", "y", "z", "w"))) {
            throw input.node().child("element_names").error(" is no quaternion w, x, y, z or x, y, z, w");
        }
        term.say("order", String.join("", elements), Origin.of(input.node().child("element_names")));
        term.say("dim", "4", "");
        term.say("process", "[]", "");
    }
}
