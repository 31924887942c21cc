package io.agentropic.lifecycle;

/** What became of a message that was to be carried. */
public sealed interface Delivery {

    /** It was handed over, or is kept. */
    record Taken() implements Delivery {}

    /** There is no room for it now; whoever asked is told when there is. */
    record Full() implements Delivery {}

    /**
     * It will not be carried.
     *
     * @param reason why
     */
    record Refused(String reason) implements Delivery {}

    /** What {@link Taken} always is. */
    Delivery TAKEN = new Taken();

    /** What {@link Full} always is. */
    Delivery FULL = new Full();
}
