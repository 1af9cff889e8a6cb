package prescient.local.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The old desk's SQLite databases that a command works on. */
final class SqliteOptions {

    @Option(
            names = "--sqlite",
            paramLabel = "DIR",
            description = "The folder with the old desk's SQLite databases, walked to its end.")
    @Nullable Path folder;

    @Option(
            names = "--environment",
            paramLabel = "E",
            description = "Whose records databases outside folders called prod or demo have: prod (default) or demo.")
    String environment = "prod";
}
