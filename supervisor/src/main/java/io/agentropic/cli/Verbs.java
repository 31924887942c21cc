package io.agentropic.cli;

import java.util.Locale;

/** All commands, in the order in which the help shows them. */
enum Verbs {
    UP,
    RUN,
    PS,
    INSPECT,
    LOGS,
    START,
    RESET,
    STOP,
    RESTART,
    PAUSE,
    RESUME,
    RM,
    UPDATE,
    SCHEDULE,
    EVENTS,
    TOP,
    DOWN,
    VALIDATE,
    DOCTOR,
    VERSION;

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A fresh command. */
    Object create() {
        return switch (this) {
            case UP -> new UpCommand();
            case RUN -> new RunCommand();
            case PS -> new PsCommand();
            case INSPECT -> new InspectCommand();
            case LOGS -> new LogsCommand();
            case START -> new StartCommand();
            case RESET -> new ResetCommand();
            case STOP -> new StopCommand();
            case RESTART -> new RestartCommand();
            case PAUSE -> new PauseCommand();
            case RESUME -> new ResumeCommand();
            case RM -> new RmCommand();
            case UPDATE -> new UpdateCommand();
            case SCHEDULE -> new ScheduleCommand();
            case EVENTS -> new EventsCommand();
            case TOP -> new TopCommand();
            case DOWN -> new DownCommand();
            case VALIDATE -> new ValidateCommand();
            case DOCTOR -> new DoctorCommand();
            case VERSION -> new VersionCommand();
        };
    }
}
