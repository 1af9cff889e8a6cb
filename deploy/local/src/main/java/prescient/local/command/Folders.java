package prescient.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;

/** Folders that commands hand on to services, whose working folder is another one. */
final class Folders {

    private Folders() {}

    /** A request about the files in {@code from}; null means the live ones. */
    static ObjectNode body(@Nullable Path from, @Nullable ZoneId zone) {
        return Output.object()
                .put("from", from == null ? null : existing(from).toString())
                .put("zone", zone == null ? null : zone.getId());
    }

    static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LauncherProblem(
                    "FOLDER_NOT_FOUND",
                    "There is no folder " + folder + ".",
                    "Name the folder that holds trades, history, events and markets, or the files themselves.",
                    LauncherProblem.USAGE);
        }
        try {
            return folder.toRealPath();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath().normalize()).toRealPath();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
