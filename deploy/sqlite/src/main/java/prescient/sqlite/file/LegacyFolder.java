package prescient.sqlite.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import prescient.sqlite.ImportProblem;

/** Finds the database files below a folder, whichever of the historic layouts they lie in. */
public final class LegacyFolder {

    private static final int DEPTH = 32;

    private LegacyFolder() {}

    /**
     * All files called {@code *.db} or {@code *.sqlite}: first those that prevail over others with the same records, so
     * that nothing is written only to be overwritten.
     *
     * @throws ImportProblem when there is no such folder, or no such file in it
     */
    public static List<LegacyFile> find(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ImportProblem(
                    "FOLDER_NOT_FOUND",
                    "There is no folder " + folder + ".",
                    "Name the folder with the old databases.");
        }
        try {
            var root = folder.toRealPath();
            try (var walk = Files.walk(root, DEPTH)) {
                var found = walk.filter(Files::isRegularFile)
                        .filter(LegacyFolder::isDatabase)
                        .map(path -> LegacyFile.of(root, path))
                        .sorted(Comparator.comparingInt(LegacyFile::layout)
                                .thenComparing(file -> file.path().toString())
                                .reversed())
                        .toList();
                if (found.isEmpty()) {
                    throw new ImportProblem(
                            "NO_DATABASES",
                            "There is no *.db file below " + folder + ".",
                            "Name the old desk's folder, for instance the one that holds backend.");
                }
                return found;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isDatabase(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".db") || name.endsWith(".sqlite") || name.endsWith(".sqlite3");
    }
}
