package dev.creance.runtime.realtime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether there is another system below this one, which may stop it at any time. */
public final class Hypervisor {
    private static final String CLOCKS = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
    private static final String DMI = "/sys/class/dmi/id/";
    private static final List<String> VIRTUAL_PRODUCTS = List.of(
            "kvm",
            "qemu",
            "vmware",
            "virtualbox",
            "bochs",
            "xen",
            "virtual machine",
            "amazon ec2",
            "google compute",
            "parallels",
            "bhyve",
            "openstack",
            "firecracker");

    private Hypervisor() {}

    /**
     * What runs this machine, if it is a virtual one. An x86 processor says so itself (a metal instance of a cloud has the
     * cloud's name in its firmware, too); of others the firmware's tables tell.
     */
    public static Optional<String> of(KernelFiles files) {
        Optional<String> flags = files.value("/proc/cpuinfo", "flags");
        Optional<String> firmware = Stream.of("sys_vendor", "product_name")
                .map(name -> files.text(DMI + name).orElse(""))
                .filter(Hypervisor::isVirtual)
                .findFirst();
        boolean virtual = flags.isPresent()
                ? List.of(flags.get().split("\\s+")).contains("hypervisor")
                : firmware.isPresent() || files.exists("/proc/device-tree/hypervisor");
        if (!virtual) {
            return Optional.empty();
        }
        String clocks = files.text(CLOCKS).orElse("");
        return Stream.of("kvm", "hyperv", "xen")
                .filter(clocks::contains)
                .findFirst()
                .or(() -> firmware.map(name -> name.replaceAll("[^\\w .()-]", "?")))
                .or(() -> Optional.of("a hypervisor"));
    }

    private static boolean isVirtual(String product) {
        String lower = product.toLowerCase(Locale.ROOT);
        return VIRTUAL_PRODUCTS.stream().anyMatch(lower::contains);
    }
}
