package prescient.local.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;
import prescient.local.state.DataFolder;

/** What every command takes. */
final class CommonOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder; .prescient of the project by default.")
    @Nullable Path data;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** The project's folder, which the {@code prescient} script tells. */
    static Path root() {
        return Path.of(Optional.ofNullable(System.getProperty("prescient.root")).orElse("."))
                .toAbsolutePath()
                .normalize();
    }

    Path dataPath() {
        return data == null ? root().resolve(".prescient") : data;
    }

    DataFolder folder() {
        return new DataFolder(dataPath());
    }

    /** The data folder, which must be there. */
    DataFolder existingFolder() {
        var folder = folder();
        if (!Files.isDirectory(folder.root())) {
            throw new LauncherProblem(
                    "NO_DATA_FOLDER",
                    "There is no data folder " + folder.root() + ".",
                    "Name the one you started with: --data DIR; or start a suite: ./prescient up.");
        }
        return folder;
    }
}
