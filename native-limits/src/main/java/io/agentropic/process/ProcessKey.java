package io.agentropic.process;

/** A process beyond its reusable number, within one boot. */
record ProcessKey(long pid, long startTicks) {

    static ProcessKey of(ProcessStat stat) {
        return new ProcessKey(stat.pid(), stat.startTicks());
    }
}
