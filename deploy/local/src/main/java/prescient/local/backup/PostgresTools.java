package prescient.local.backup;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own client programs on this machine.
 *
 * @param folder holds {@code pg_dump} and {@code pg_restore}
 * @param version for instance {@code pg_dump (PostgreSQL) 18.1}
 * @param major its major version
 */
record PostgresTools(Path folder, String version, int major) {

    /** The folder to look in first. */
    static final String VARIABLE = "PRESCIENT_POSTGRES_TOOLS";

    private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final List<String> HOMES =
            List.of("/usr/lib/postgresql", "/usr", "/usr/local", "/opt", "/opt/homebrew/opt", "/usr/local/opt");

    String program(String name) {
        return folder.resolve(name).toString();
    }

    /** The oldest that can read a server of {@code serverMajor}: older programs refuse newer servers. */
    static Optional<PostgresTools> find(int serverMajor) throws IOException, InterruptedException {
        var found = new ArrayList<PostgresTools>();
        for (var folder : folders()) {
            of(folder).filter(tools -> tools.major() >= serverMajor).ifPresent(found::add);
        }
        return found.stream().min(Comparator.comparingInt(PostgresTools::major));
    }

    private static LinkedHashSet<Path> folders() throws IOException {
        var folders = new LinkedHashSet<Path>();
        Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).ifPresent(folders::add);
        for (var home : HOMES) {
            if (Files.isDirectory(Path.of(home))) {
                try (var versions = Files.list(Path.of(home))) {
                    versions.filter(PostgresTools::mayBe)
                            .map(version -> version.resolve("bin"))
                            .forEach(folders::add);
                }
            }
        }
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .forEach(folders::add);
        return folders;
    }

    private static boolean mayBe(Path folder) {
        var name = String.valueOf(folder.getFileName());
        return name.matches("[0-9.]+")
                || name.startsWith("postgres")
                || name.startsWith("pgsql")
                || "libpq".equals(name);
    }

    private static Optional<PostgresTools> of(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(folder.resolve("pg_dump")) || !Files.isExecutable(folder.resolve("pg_restore"))) {
            return Optional.empty();
        }
        var process = new ProcessBuilder(folder.resolve("pg_dump").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            var version = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor();
            var major = MAJOR.matcher(version);
            return major.find()
                    ? Optional.of(new PostgresTools(folder, version, Integer.parseInt(major.group(1))))
                    : Optional.empty();
        }
    }
}
