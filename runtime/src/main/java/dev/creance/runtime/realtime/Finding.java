package dev.creance.runtime.realtime;

import java.util.Objects;

/**
 * One line of {@code creance doctor}: what was looked at, what was found and what to do about it.
 *
 * <pre>{@code
 * Finding.caution("swap", "on: /swap.img", "swapoff -a, and take the line out of /etc/fstab");
 * }</pre>
 *
 * @param name stable, in lower case with underscores
 * @param found what the machine says, in one line
 * @param remedy a command or a file and its line; empty where nothing is to be done
 */
public record Finding(String name, Fitness fitness, String found, String remedy) {
    public Finding {
        Objects.requireNonNull(name);
        Objects.requireNonNull(fitness);
        Objects.requireNonNull(found);
        Objects.requireNonNull(remedy);
    }

    public static Finding go(String name, String found) {
        return new Finding(name, Fitness.GO, found, "");
    }

    public static Finding caution(String name, String found, String remedy) {
        return new Finding(name, Fitness.CAUTION, found, remedy);
    }

    public static Finding noGo(String name, String found, String remedy) {
        return new Finding(name, Fitness.NO_GO, found, remedy);
    }

    /** The file that would tell cannot be read, or says what nobody understands: never taken for good news. */
    public static Finding unknown(String name, String file) {
        return caution(name, "unknown: " + file + " cannot be read or understood", "look there as root: cat " + file);
    }
}
