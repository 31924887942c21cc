package io.agentropic.it.attack;

/** How an attack ended. */
public sealed interface Outcome {

    /**
     * It got nowhere.
     *
     * @param how the kernel's word for it: {@code EPERM}, {@code SIGSYS}; or {@code silence}
     * @param by what stood in the way
     */
    record Refused(String how, String by) implements Outcome {}

    /**
     * It reached its goal.
     *
     * @param proof what shows it
     */
    record Succeeded(String proof) implements Outcome {}

    /**
     * The agent cannot see how it ended; the bystander can, who counts signals.
     *
     * @param signal what the bystander would have received, by the name that {@code sun.misc.Signal} has for it
     */
    record Unseen(String signal) implements Outcome {}

    /**
     * This kernel or processor has nothing to attack.
     *
     * @param why what is missing
     */
    record Absent(String why) implements Outcome {}

    /**
     * It broke before it could know: a fault of the attack.
     *
     * @param why what happened
     */
    record Broken(String why) implements Outcome {}

    /** One line of words separated by tabs, as {@link #parse} reads it. */
    default String line() {
        return switch (this) {
            case Refused refused -> "refused\t" + refused.how() + "\t" + refused.by();
            case Succeeded succeeded -> "succeeded\t" + flat(succeeded.proof());
            case Unseen unseen -> "unseen\t" + unseen.signal();
            case Absent absent -> "absent\t" + flat(absent.why());
            case Broken broken -> "broken\t" + flat(broken.why());
        };
    }

    /** The outcome that this line tells. */
    static Outcome parse(String line) {
        String[] words = line.split("\t", -1);
        return switch (words[0]) {
            case "refused" -> new Refused(words[1], words[2]);
            case "succeeded" -> new Succeeded(words[1]);
            case "unseen" -> new Unseen(words[1]);
            case "absent" -> new Absent(words[1]);
            case "broken" -> new Broken(words[1]);
            default -> throw new IllegalArgumentException("no outcome: " + line);
        };
    }

    private static String flat(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }
}
