package io.agentropic.cgroup;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is written into a group's control files for given limits; pure, so that it can be tested as a table. */
final class CgroupSettings {

    private static final long PERIOD_MICROS = 100_000;
    private static final long MIN_QUOTA_MICROS = 1_000;

    private final List<Setting> settings = new ArrayList<>();

    private CgroupSettings() {}

    /** The settings for those of {@code limits} whose controller is in {@code controllers}. */
    static List<Setting> of(
            ResourceLimits limits,
            int cpuWeight,
            List<BlockDevice> disks,
            Set<Controller> controllers,
            long pageBytes) {
        var plan = new CgroupSettings();
        if (controllers.contains(Controller.MEMORY)) {
            plan.pages("memory", "memory.max", limits.memory(), pageBytes);
            plan.pages("memoryHigh", "memory.high", limits.memoryHigh(), pageBytes);
        }
        if (controllers.contains(Controller.CPU)) {
            plan.quota(limits.cpu());
            plan.exact("cpuWeight", "cpu.weight", cpuWeight);
        }
        if (controllers.contains(Controller.PIDS)) {
            plan.exact("processes", "pids.max", limits.processes());
        }
        if (controllers.contains(Controller.IO)) {
            disks.forEach(disk -> plan.rate("ioRead", disk, "rbps", limits.ioRead()));
            disks.forEach(disk -> plan.rate("ioWrite", disk, "wbps", limits.ioWrite()));
        }
        return List.copyOf(plan.settings);
    }

    /** The kernel counts in pages and rounds down. */
    private void pages(String resource, String file, @Nullable DataSize size, long pageBytes) {
        if (size != null) {
            long rounded = size.bytes() / pageBytes * pageBytes;
            settings.add(new Setting(resource, file, "" + size.bytes(), "" + rounded, rounded));
        }
    }

    private void quota(@Nullable Double cores) {
        if (cores != null) {
            settings.add(quotaOf(cores));
        }
    }

    private static Setting quotaOf(double cores) {
        long quota = Math.max(MIN_QUOTA_MICROS, Math.round(cores * PERIOD_MICROS));
        String value = quota + " " + PERIOD_MICROS;
        return new Setting("cpu", "cpu.max", value, value, (double) quota / PERIOD_MICROS);
    }

    /** The settings for a share of the processors; {@code cores} is {@code null} for no limit. */
    static List<Setting> share(int weight, @Nullable Double cores) {
        String none = "max " + PERIOD_MICROS;
        return List.of(
                new Setting("cpuWeight", "cpu.weight", "" + weight, "" + weight, weight),
                cores == null ? new Setting("cpu", "cpu.max", none, none, 0) : quotaOf(cores));
    }

    private void exact(String resource, String file, @Nullable Integer count) {
        if (count != null) {
            settings.add(new Setting(resource, file, "" + count, "" + count, count));
        }
    }

    private void rate(String resource, BlockDevice disk, String key, @Nullable DataSize perSecond) {
        if (perSecond != null) {
            String value = disk + " " + key + "=" + perSecond.bytes();
            settings.add(new Setting(resource, "io.max", value, value, perSecond.bytes()));
        }
    }
}
