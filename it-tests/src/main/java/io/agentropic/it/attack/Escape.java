package io.agentropic.it.attack;

import io.agentropic.it.kernel.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a child JVM of an attacker tries: {@code Escape FILE} prints the file, or the kernel's word for why not. */
public final class Escape {

    /** What the file says, so that it is known when seen. */
    public static final String SECRET = "nothing inside a fence may read this";

    private Escape() {}

    /** Reads the file that is the argument. */
    public static void main(String[] args) throws IOException {
        Inside.require();
        Answer answer = Disk.open(args[0], Disk.READ_ONLY);
        System.out.println(answer.ok() ? Files.readString(Path.of(args[0])) : answer.toString());
    }
}
