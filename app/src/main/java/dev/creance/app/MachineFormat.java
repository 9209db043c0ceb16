package dev.creance.app;

import java.util.List;

/**
 * What the file of one class of machine has of its own.
 *
 * @param model as {@code plant.model} and {@code dynamics.model} call it
 * @param plant section {@code plant}
 * @param parameters what may stand at {@code dynamics.params}
 * @param shield section {@code shield}
 * @param reference section {@code scenario.reference}
 */
record MachineFormat(String model, Shape.Section plant, Shape.Text parameters, Shape.Section shield, Shape reference) {
    static List<MachineFormat> all() {
        return List.of(RobotFormat.quadrotor(), DriveFormat.machine(), ArmFormat.machine());
    }
}
