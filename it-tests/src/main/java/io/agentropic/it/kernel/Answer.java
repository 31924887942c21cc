package io.agentropic.it.kernel;

/**
 * What a system call returned.
 *
 * @param value its return value; -1 when it was refused
 * @param number its {@code errno}; 0 when it succeeded
 */
public record Answer(long value, int number) {

    /** Whether the kernel did what was asked. */
    public boolean ok() {
        return number == 0;
    }

    /** Why it did not; only when it is not {@link #ok}. */
    public Errno errno() {
        return Errno.of(number);
    }

    /** {@code EPERM}, {@code errno 125}, or {@code ok 3}. */
    @Override
    public String toString() {
        if (ok()) {
            return "ok " + value;
        }
        return errno() == Errno.OTHER ? "errno " + number : errno().name();
    }
}
