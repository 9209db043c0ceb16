package dev.creance.policies;

import dev.creance.policies.Observer.BoundMemory;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Rates;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A policy as its manifest describes it. Asked at its native rate, it does what the training environment did. Asked faster,
 * recurrent state moves on once in a native period (calls between work on a copy) and each slot of the action history holds
 * the mean of the actions in one native period. The first period starts with the first observation after {@link #reset}; slots
 * count observations, the state counts inferences that succeeded.
 *
 * <p>A sensor channel that is flagged invalid enters the observation as NaN, and an observation that is not finite is answered
 * with {@link PolicyStatus#NON_FINITE} without asking the network: ONNX Runtime's GRU turns NaN into a plausible action.
 */
public final class ManifestPolicy implements Policy {
    private final ManifestSummary summary;
    private final PolicyManifest manifest;
    private final PolicyNetwork network;
    private final NetworkPorts ports;
    private final Observer observer;
    private final BoundMemory[] memories;
    private final ValueProcess actionProcess;
    private final int[] commandIndex;
    private final int callsPerPeriod;

    private final double[] commandScratch;
    private final double[] returned;
    private final double[] executedAction;
    private int observationsInPeriod;
    private int callsInPeriod;

    ManifestPolicy(Manifest whole, PolicyManifest manifest, PolicyNetwork network, PolicyEnvironment environment) {
        this.summary = ManifestSummary.of(whole);
        this.manifest = manifest;
        this.network = network;
        this.ports = new NetworkPorts(manifest, network);
        List<BoundMemory> found = new ArrayList<>();
        this.observer = Observer.of(manifest.terms(), environment, found);
        this.memories = found.toArray(BoundMemory[]::new);
        this.actionProcess = manifest.action().process();
        this.commandIndex = commandIndex(manifest.action(), environment);
        this.callsPerPeriod = callsPerPeriod(manifest.rates(), environment.policyRateHz());
        this.commandScratch = new double[commandIndex.length];
        this.returned = new double[commandIndex.length];
        this.executedAction = new double[commandIndex.length];
    }

    private static int callsPerPeriod(Rates rates, double policyRateHz) {
        double ratio = policyRateHz / rates.nativeHz();
        int whole = (int) Math.rint(ratio);
        if (whole < 1 || Math.abs(ratio - whole) > 1e-9 * ratio) {
            throw rates.at()
                    .child("native")
                    .error("=" + rates.nativeHz() + " Hz does not divide loop.policy_rate, " + policyRateHz + " Hz")
                    .withHint("set loop.policy_rate to " + rates.nativeHz() + " Hz or a whole multiple of it");
        }
        if (whole > 1 && !rates.higherAllowed()) {
            throw rates.at()
                    .child("higher")
                    .error("=refused, but loop.policy_rate is " + policyRateHz + " Hz")
                    .withHint("set loop.policy_rate to " + rates.nativeHz() + " Hz");
        }
        return whole;
    }

    private static int[] commandIndex(PolicyManifest.Action action, PolicyEnvironment environment) {
        int[] indices = new int[action.commands().size()];
        List<String> unset = new ArrayList<>();
        environment.commands().channels().forEach(channel -> unset.add(channel.name()));
        for (int i = 0; i < indices.length; i++) {
            ConfigNode node = action.commands().get(i);
            if (!unset.remove(node.string())) {
                boolean known = environment.commands().has(node.string());
                throw node.error("='" + node.string() + (known ? "' is set twice" : "' is no command channel"))
                        .withHint("the device takes "
                                + environment.commands().channels().stream()
                                        .map(Channel::name)
                                        .toList());
            }
            indices[i] = environment.commands().indexOf(node.string());
            requireFits(action, i, environment.commands().channels().get(indices[i]));
        }
        if (!unset.isEmpty()) {
            throw action.at().child("commands").error(" leaves out " + unset + ", which the device takes");
        }
        return indices;
    }

    private static void requireFits(PolicyManifest.Action action, int i, Channel channel) {
        if (!action.unit().string().equals(channel.unit())) {
            throw action.unit()
                    .error("='" + action.unit().string() + "', but " + channel.name() + " is in '" + channel.unit()
                            + "'");
        }
        double least = action.process().least(i);
        double greatest = action.process().greatest(i);
        double slack = 1e-9 * Math.max(1, Math.abs(greatest - least));
        if (Double.isFinite(greatest - least)
                && (least < channel.lower() - slack || greatest > channel.upper() + slack)) {
            throw action.at()
                    .child("process")
                    .error(" leads to " + least + " … " + greatest + ", outside " + channel.name() + " "
                            + channel.lower() + " … " + channel.upper())
                    .withHint("map an action a of −1 … 1 to 0 … 1 with [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]");
        }
    }

    @Override
    public String name() {
        return manifest.name();
    }

    /** SHA-256 of the network's file. */
    public String sha256() {
        return manifest.model().file().sha256();
    }

    /** Name and version of what computes it. */
    public String engine() {
        return network.engine();
    }

    /** Whether the same observations give the same bits on every processor. */
    public boolean portable() {
        return network.portable();
    }

    /** What a person wants to know about it. */
    public ManifestSummary summary() {
        return summary;
    }

    /**
     * A number by which logs know it: of its manifest, which holds the hashes of all its other files. Never 0.
     */
    public long identity() {
        byte[] text = manifest.at().file().text().getBytes(StandardCharsets.UTF_8);
        return Long.parseUnsignedLong(PolicyFiles.sha256(text).substring(0, 16), 16) | 1;
    }

    /** Greatest age of an action, from its observation on, ns. */
    public long deadlineNs() {
        return Math.round(manifest.rates().deadlineS() * 1e9);
    }

    /** All that its manifest says. */
    ConfigNode manifest() {
        return manifest.at();
    }

    /** The rate it was trained at, Hz. */
    public double nativeRateHz() {
        return manifest.rates().nativeHz();
    }

    /** Why the newest inference that {@link PolicyStatus#FAILED} failed; empty where none has. */
    public String failure() {
        return network.failure();
    }

    @Override
    public int observationSize() {
        return ports.observationSize();
    }

    @Override
    public int actionSize() {
        return ports.actionSize();
    }

    @Override
    @HotPath
    public void observe(Frame sensors, Frame reference, float[] observationOut) {
        observer.observe(sensors, reference, observationOut);
        if (observationsInPeriod == 0) {
            for (int k = 0; k < memories.length; k++) {
                memories[k].memory().endSlot();
            }
        }
        observationsInPeriod = (observationsInPeriod + 1) % callsPerPeriod;
    }

    @Override
    public PolicyStatus infer(float[] observation, float[] actionOut) {
        if (!NetworkPorts.isFinite(observation)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        if (!ports.run(observation, actionOut)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.FAILED;
        }
        if (!NetworkPorts.isFinite(actionOut) || !ports.isFinite()) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        ports.commit(callsInPeriod == 0);
        callsInPeriod = (callsInPeriod + 1) % callsPerPeriod;
        return PolicyStatus.OK;
    }

    @Override
    @HotPath
    public void command(float[] action, double[] commandOut) {
        for (int i = 0; i < commandScratch.length; i++) {
            commandScratch[i] = action[i];
        }
        actionProcess.apply(commandScratch);
        for (int i = 0; i < commandScratch.length; i++) {
            commandOut[commandIndex[i]] = commandScratch[i];
        }
    }

    @Override
    @HotPath
    public void acted(float[] action, double[] executed) {
        boolean finite = true;
        for (int i = 0; i < returned.length; i++) {
            executedAction[i] = actionProcess.inverse(i, executed[commandIndex[i]]);
            returned[i] = action[i];
            finite &= Float.isFinite(action[i]);
        }
        for (int k = 0; k < memories.length; k++) {
            // An action that is not finite was never flown and would poison every observation after it.
            memories[k].memory().acted(finite && !memories[k].executed() ? returned : executedAction);
        }
    }

    @Override
    @HotPath
    public void reset() {
        ports.reset();
        for (int k = 0; k < memories.length; k++) {
            memories[k].memory().reset();
        }
        observationsInPeriod = 0;
        callsInPeriod = 0;
    }

    /**
     * Fills the action history as if this command had been executed for ever, where the manifest's start is not what the
     * machine did: the reference simulators start with the action that keeps the initial rotor speeds.
     */
    public void fillHistory(double[] command) {
        for (int i = 0; i < executedAction.length; i++) {
            executedAction[i] = actionProcess.inverse(i, command[commandIndex[i]]);
        }
        for (int k = 0; k < memories.length; k++) {
            memories[k].memory().fill(executedAction);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
