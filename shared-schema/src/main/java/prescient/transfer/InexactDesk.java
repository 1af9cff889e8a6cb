package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import prescient.cutover.LegacyFolder;
import prescient.legacy.JsonArrayFile;
import prescient.legacy.Oddity;
import prescient.legacy.PythonJson;

/** Finds out what of a file cannot be written again byte for byte, and keeps it for the report of a later export. */
@ApplicationScoped
class InexactDesk {

    private static final int AT_ONCE = 1000;

    private final InexactTable table;
    private final PairDesk pairs;

    InexactDesk(InexactTable table, PairDesk pairs) {
        this.table = table;
        this.pairs = pairs;
    }

    /** Looks through a file; blocks for as long as reading it takes. */
    void note(String feature, Path file, String sha256) {
        var found = new ArrayList<Inexact>();
        look(feature, file, inexact -> {
            found.add(inexact);
            if (found.size() == AT_ONCE) {
                table.add(feature, sha256, found);
                found.clear();
            }
        });
        if (!found.isEmpty()) {
            table.add(feature, sha256, found);
        }
    }

    /** How many rows of each kind there are in files that were looked through. */
    List<Inexact> summary(String feature, List<FileFacts> files) {
        return files.stream()
                .flatMap(file -> table.kinds(feature, file.sha256()).entrySet().stream()
                        .map(kind -> new Inexact(file.path(), -1, kind.getValue() + " " + kind.getKey())))
                .toList();
    }

    /** The first ones of a file that was imported; it is looked through again when it is still there. */
    List<Inexact> known(String feature, FileFacts imported, int limit) {
        if (!imported.untouched()) {
            return table.of(feature, imported.sha256(), limit);
        }
        var found = new ArrayList<Inexact>();
        look(feature, Path.of(imported.path()), inexact -> {
            if (found.size() < limit) {
                found.add(inexact);
            }
        });
        return found;
    }

    private void look(String feature, Path file, Consumer<Inexact> sink) {
        var folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
        var records = pairs.feature(feature).file(new LegacyFolder(folder, pairs.liveZone()));
        boolean told =
                records.inspect(file, (element, reason) -> sink.accept(new Inexact(file.toString(), element, reason)));
        if (!told) {
            lookAtLetters(file, sink);
        }
    }

    private static void lookAtLetters(Path file, Consumer<Inexact> sink) {
        if (isArray(file)) {
            var end = new JsonArrayFile(file)
                    .inspect(
                            element -> {
                                if (!element.isExact()) {
                                    sink.accept(new Inexact(
                                            file.toString(), element.position(), words(element.oddities())));
                                }
                            },
                            bytes -> {});
            if (!end.isEmpty()) {
                sink.accept(new Inexact(file.toString(), -1, words(end)));
            }
        } else if (!isExactObject(file)) {
            sink.accept(new Inexact(file.toString(), -1, "other line ends, spacing, escapes or number text"));
        }
    }

    private static boolean isArray(Path file) {
        try (var in = Files.newInputStream(file)) {
            int first = in.read();
            while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
                first = in.read();
            }
            return first == '[';
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isExactObject(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            var again = PythonJson.text(PythonJson.mapper().readTree(bytes)).getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(bytes, again);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String words(Set<Oddity> oddities) {
        return oddities.stream().sorted().map(Oddity::words).collect(Collectors.joining("; "));
    }
}
