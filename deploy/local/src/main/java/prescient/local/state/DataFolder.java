package prescient.local.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import prescient.local.LauncherProblem;

/**
 * The folder one suite lives in. Two suites never share one.
 *
 * @param root absolute path
 */
public record DataFolder(Path root) {

    private static final long LEAST_FREE_BYTES = 300L * 1024 * 1024;
    private static final long LARGEST_LOG_BYTES = 10L * 1024 * 1024;

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of {@code name}: a service's module name, or {@code postgres}. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Where a suite lives for a moment that must leave nothing here. */
    public DataFolder scratch() {
        return new DataFolder(root.resolve("scratch"));
    }

    /** A database was made here. */
    public boolean hasDatabase() {
        return Files.exists(postgres());
    }

    Path runFile() {
        return root.resolve("run.json");
    }

    Path lockFile() {
        return root.resolve("run.lock");
    }

    Path legacyFile() {
        return root.resolve("legacy.properties");
    }

    /** Where backups are kept. */
    public Path backups() {
        return root.resolve("backups");
    }

    /** Where recorded tapes for backtests are put. */
    public Path tapes() {
        return root.resolve("tapes");
    }

    /** Keys and tokens. */
    Path auth() {
        return root.resolve("auth");
    }

    Path secretsFile() {
        return root.resolve("secrets.properties");
    }

    /** Creates what is missing; refuses a folder that cannot be written or a disk that is nearly full. */
    public void prepare() {
        try {
            Files.createDirectories(logs());
            var probe = Files.createTempFile(root, "probe", null);
            Files.delete(probe);
        } catch (IOException denied) {
            throw new LauncherProblem(
                    "DATA_FOLDER_NOT_WRITABLE",
                    "The data folder " + root + " cannot be written: " + denied + ".",
                    "Choose another folder with --data DIR, or give this user the right to write there.");
        }
        requireSpace();
    }

    private void requireSpace() {
        var freeBytes = root.toFile().getUsableSpace();
        if (freeBytes < LEAST_FREE_BYTES) {
            throw new LauncherProblem(
                    "DISK_FULL",
                    "Only " + freeBytes / 1024 / 1024 + " MiB are free where " + root + " is; 300 MiB are needed.",
                    "Free some space, or choose a folder on another disk with --data DIR.");
        }
    }

    /** Puts a long log aside as {@code <name>.log.1}, replacing an older one. */
    public void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
