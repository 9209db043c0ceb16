package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * Several converters on one supply, such as those of armature and field; actions and voltages stand one after another. All
 * are continuous or all finite, with the same dead time. Not thread-safe.
 */
public final class ConverterGroup implements Converter {
    private final Member[] members;
    private final int actions;
    private final int outputs;

    /** One converter with room for its part of what goes in and out. */
    private record Member(
            Converter converter, double[] previous, double[] action, double[] currentA, double[] voltage) {
        static Member of(Converter converter) {
            return new Member(
                    converter,
                    new double[converter.actions()],
                    new double[converter.actions()],
                    new double[converter.outputs()],
                    new double[converter.outputs()]);
        }
    }

    public ConverterGroup(List<Converter> converters) {
        members = converters.stream().map(Member::of).toArray(Member[]::new);
        actions = converters.stream().mapToInt(Converter::actions).sum();
        outputs = converters.stream().mapToInt(Converter::outputs).sum();
        for (Converter each : converters) {
            if (each.isContinuous() != isContinuous()) {
                throw new IllegalArgumentException("a continuous and a finite converter in one group");
            }
            if (each.deadTimeS() != deadTimeS()) {
                throw new IllegalArgumentException(
                        "deadTimeS=" + each.deadTimeS() + " beside deadTimeS=" + deadTimeS() + " in one group");
            }
        }
    }

    @Override
    public int actions() {
        return actions;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public boolean isContinuous() {
        return members[0].converter.isContinuous();
    }

    @Override
    public double leastAction(int index) {
        int at = index;
        int member = 0;
        while (at >= members[member].action.length) {
            at -= members[member++].action.length;
        }
        return members[member].converter.leastAction(at);
    }

    @Override
    public double greatestAction(int index) {
        int at = index;
        int member = 0;
        while (at >= members[member].action.length) {
            at -= members[member++].action.length;
        }
        return members[member].converter.greatestAction(at);
    }

    @Override
    public double deadTimeS() {
        return members[0].converter.deadTimeS();
    }

    @Override
    @HotPath
    public void convert(double[] action, double[] currentA, double[] voltageOut) {
        switchOver(action, action, currentA, voltageOut);
    }

    @Override
    @HotPath
    public void switchOver(double[] previous, double[] action, double[] currentA, double[] voltageOut) {
        int in = 0;
        int out = 0;
        for (Member member : members) {
            System.arraycopy(previous, in, member.previous, 0, member.previous.length);
            System.arraycopy(action, in, member.action, 0, member.action.length);
            System.arraycopy(currentA, out, member.currentA, 0, member.currentA.length);
            member.converter.switchOver(member.previous, member.action, member.currentA, member.voltage);
            System.arraycopy(member.voltage, 0, voltageOut, out, member.voltage.length);
            in += member.action.length;
            out += member.voltage.length;
        }
    }
}
