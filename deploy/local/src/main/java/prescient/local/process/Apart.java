package prescient.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts children in a session of their own, so that Ctrl-C at the terminal reaches the launcher only, which then stops
 * everything in the right order. Where the system has no {@code setsid}, children share the launcher's session.
 */
public final class Apart {

    private Apart() {}

    /** {@code command}, in a session of its own where possible; the process id stays that of the command itself. */
    public static List<String> inOwnSession(List<String> command) {
        return program("setsid")
                .map(setsid -> Stream.concat(Stream.of(setsid.toString()), command.stream())
                        .toList())
                .orElse(command);
    }

    /** The program called {@code name} on the search path, if there is one. */
    public static Optional<Path> program(String name) {
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.concat(Stream.of(folders.split(File.pathSeparator)), Stream.of("/usr/bin", "/bin", "/usr/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
