package prescient.local.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import prescient.local.LauncherProblem;
import prescient.local.state.PrivateFiles;

/**
 * The folder that holds backups, each in a folder of its own that is named by its time.
 *
 * @param root absolute
 */
public record Backups(Path root) {

    /** Where the files of the database are in a backup. */
    static final String DATABASE = "database";

    /** Where the JSON files are. */
    static final String JSON = "json";

    private static final String PREFIX = "backup-";
    private static final String UNFINISHED = ".partial";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'" + PREFIX + "'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public Backups {
        root = root.toAbsolutePath().normalize();
    }

    /** What {@code backup --prune} removed. */
    public record Pruned(List<String> backups, List<String> jsonFiles) {}

    /** All that can be read, newest first; damaged ones are left out. */
    public List<Manifest> list() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        var found = new ArrayList<Manifest>();
        try (var folders = Files.list(root)) {
            for (var folder : folders.filter(Backups::isBackup).toList()) {
                manifestOf(folder).ifPresent(found::add);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        found.sort(Comparator.comparing(Manifest::created).reversed());
        return found;
    }

    /** The newest that was restored and found equal, but not one that a restore made of what it replaced. */
    public Optional<Manifest> newestGood() {
        return list().stream().filter(Manifest::isRegular).findFirst();
    }

    /** The folder of a backup. */
    public Path folder(Manifest backup) {
        return root.resolve(backup.backupId());
    }

    /**
     * Reads every file of the backup in {@code folder} and compares it with what was written; touches nothing.
     *
     * @throws LauncherProblem naming the files that are damaged or missing
     */
    public static Manifest check(Path folder) {
        var manifest = Manifest.read(folder);
        var damaged = new ArrayList<String>();
        manifest.files().forEach((name, told) -> {
            var file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                damaged.add(name + " is missing");
            } else if (!told.sha256().equals(Hash.of(file))) {
                damaged.add(name + " has other content than was written");
            }
        });
        if (!damaged.isEmpty()) {
            throw Manifest.corrupted(folder, String.join("; ", damaged));
        }
        return manifest;
    }

    /** Removes what has had its time; the newest good one stays. */
    public Pruned prune(Instant now) {
        var decision = Retention.decide(list(), now);
        try {
            for (var backup : decision.whole()) {
                PrivateFiles.delete(folder(backup));
            }
            for (var backup : decision.jsonOnly()) {
                removeJson(backup, now);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Pruned(
                decision.whole().stream().map(Manifest::backupId).toList(),
                decision.jsonOnly().stream().map(Manifest::backupId).toList());
    }

    /** The manifest goes first: a crash in between leaves files nobody misses, not a backup that looks damaged. */
    private void removeJson(Manifest backup, Instant now) throws IOException {
        var left = new TreeMap<>(backup.files());
        left.keySet().removeIf(name -> name.startsWith(JSON + "/"));
        backup.withoutJson(left, seconds(now)).write(folder(backup));
        PrivateFiles.delete(folder(backup).resolve(JSON));
    }

    /** A folder to write a backup into; {@link #finish} gives it its name. */
    Path begin(String id) throws IOException {
        if (!Files.exists(root)) {
            PrivateFiles.folder(root);
        }
        removeUnfinished();
        var folder = PrivateFiles.folder(root.resolve(id + UNFINISHED));
        PrivateFiles.folder(folder.resolve(DATABASE));
        return folder;
    }

    void finish(String id, Path folder) throws IOException {
        for (var file : PrivateFiles.all(folder)) {
            PrivateFiles.sync(file);
        }
        Files.move(folder, root.resolve(id));
        PrivateFiles.sync(root);
    }

    /** The name of a backup made now. */
    String newId(Instant now) {
        var id = NAME.format(now);
        for (var number = 2; Files.exists(root.resolve(id)); number++) {
            id = NAME.format(now) + "-" + number;
        }
        return id;
    }

    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void removeUnfinished() throws IOException {
        try (var folders = Files.list(root)) {
            for (var folder : folders.toList()) {
                var name = String.valueOf(folder.getFileName());
                if (name.startsWith(PREFIX) && name.endsWith(UNFINISHED)) {
                    PrivateFiles.delete(folder);
                }
            }
        }
    }

    private static boolean isBackup(Path folder) {
        return String.valueOf(folder.getFileName()).matches(PREFIX + "\\d{8}T\\d{6}Z(-\\d+)?")
                && Files.isDirectory(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<Manifest> manifestOf(Path folder) {
        try {
            var manifest = Manifest.read(folder);
            return String.valueOf(folder.getFileName()).equals(manifest.backupId())
                    ? Optional.of(manifest)
                    : Optional.empty();
        } catch (LauncherProblem damaged) {
            return Optional.empty();
        }
    }
}
