package io.agentropic.ipc;

/** The type byte of each message. A code is never reused; each direction counts from its own start. */
final class TypeCode {

    static final int HELLO = 1;
    static final int STARTED = 2;
    static final int START_FAILED = 3;
    static final int READY = 4;
    static final int HEARTBEAT = 5;
    static final int SEND = 6;
    static final int RESULT = 7;
    static final int UNCAUGHT_ERROR = 8;
    static final int PAUSED = 9;
    static final int FINISHED = 10;
    static final int EXITING = 11;
    static final int EXTEND_START = 12;
    static final int ENTERING = 13;

    static final int START = 65;
    static final int STOP = 66;
    static final int PAUSE = 67;
    static final int RESUME = 68;
    static final int DELIVER = 69;
    static final int UNDELIVERABLE = 70;

    static final int AGENT_PROGRAM = 1;
    static final int MAIN_PROGRAM = 2;

    private TypeCode() {}
}
