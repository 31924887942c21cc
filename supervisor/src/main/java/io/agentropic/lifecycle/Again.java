package io.agentropic.lifecycle;

/** Whether an agent is to run again as soon as its present life is over, whatever its restart policy. */
enum Again {
    /** No: policy and budget decide. */
    NO,
    /** Yes, because another agent runs anew: earlier failures still count. */
    WITH_ANOTHER,
    /** Yes, because a user wants it: earlier failures are forgotten. */
    BY_REQUEST
}
