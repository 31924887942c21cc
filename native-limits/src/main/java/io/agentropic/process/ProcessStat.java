package io.agentropic.process;

/**
 * One line of {@code /proc/PID/stat}; see proc_pid_stat(5).
 *
 * @param pid the process
 * @param command the file name of its executable, at most 15 bytes of it
 * @param state one letter: {@code R S D T t Z X I}
 * @param parent its parent's pid
 * @param session its session, which is the pid of the process that called setsid(2)
 * @param userTicks CPU time in user mode, in clock ticks
 * @param systemTicks CPU time in kernel mode, in clock ticks
 * @param threads how many threads it has
 * @param startTicks when it started, in clock ticks after boot
 * @param virtualBytes the size of its address space; 0 for one that has none, as threads of the kernel and zombies
 * @param residentPages its resident set
 */
public record ProcessStat(
        long pid,
        String command,
        char state,
        long parent,
        long session,
        long userTicks,
        long systemTicks,
        long threads,
        long startTicks,
        long virtualBytes,
        long residentPages) {

    private static final int FIELDS_NEEDED = 22;

    /**
     * Reads the line. The command may hold spaces and parentheses; it ends at the last {@code )}.
     *
     * @throws IllegalArgumentException when the line has another form
     */
    public static ProcessStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 2 || close < open) {
            throw new IllegalArgumentException("no command in parentheses in '" + line + "'");
        }
        String[] fields = line.substring(close + 1).strip().split(" ", -1);
        if (fields.length < FIELDS_NEEDED) {
            throw new IllegalArgumentException(fields.length + " fields after the command in '" + line + "'");
        }
        return new ProcessStat(
                Long.parseLong(line.substring(0, open).strip()),
                line.substring(open + 1, close),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[11]),
                Long.parseLong(fields[12]),
                Long.parseLong(fields[17]),
                Long.parseLong(fields[19]),
                Long.parseLong(fields[20]),
                Long.parseLong(fields[21]));
    }

    /** Whether it has ended and only waits to be reaped. */
    public boolean ended() {
        return state == 'Z' || state == 'X';
    }

    /** Whether a stop signal holds it. */
    public boolean stopped() {
        return state == 'T' || state == 't';
    }

    /** Whether it sleeps in the kernel, where only SIGKILL reaches it, if anything. */
    public boolean uninterruptible() {
        return state == 'D';
    }
}
