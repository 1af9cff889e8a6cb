package prescient.local.state;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import prescient.local.LauncherProblem;
import prescient.local.cutover.LegacyFiles;

/**
 * Which legacy files belong to a data folder. A later start without them would take the database for the truth while the
 * files are, so it is remembered.
 */
public final class LegacyMemory {

    private static final String FOLDER = "folder";
    private static final String ZONE = "zone";

    /** What the services take when nobody names a zone, so what the local times of such files were taken for. */
    private static final String DEFAULT_ZONE = "UTC";

    private final DataFolder folder;

    public LegacyMemory(DataFolder folder) {
        this.folder = folder;
    }

    /** What was remembered: with a zone, without an initial mode. */
    public Optional<LegacyFiles> read() {
        if (!Files.exists(folder.legacyFile())) {
            return Optional.empty();
        }
        var known = new Properties();
        try (var reader = Files.newBufferedReader(folder.legacyFile())) {
            known.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Optional.ofNullable(known.getProperty(FOLDER))
                .map(path -> new LegacyFiles(
                        Path.of(path), Optional.of(known.getProperty(ZONE, DEFAULT_ZONE)), Optional.empty()));
    }

    /** {@code files} as they are remembered, or would be: with a zone. Refuses others than those that are. */
    public LegacyFiles known(LegacyFiles files) {
        var before = read();
        before.ifPresent(known -> requireSame(known, files));
        return before.orElseGet(() ->
                new LegacyFiles(files.folder(), Optional.of(files.zone().orElse(DEFAULT_ZONE)), Optional.empty()));
    }

    /** Remembers {@code files}, in UTC when they have no zone; refuses others than those that are remembered. */
    public void keep(LegacyFiles files) {
        var kept = known(files);
        if (read().isPresent()) {
            return;
        }
        var properties = new Properties();
        properties.setProperty(FOLDER, kept.folder().toString());
        properties.setProperty(ZONE, kept.zone().orElse(DEFAULT_ZONE));
        try {
            var text = new StringWriter();
            properties.store(text, "The legacy files of this data folder");
            PrivateFiles.replace(folder.legacyFile(), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void requireSame(LegacyFiles before, LegacyFiles now) {
        var zoneMoves = now.zone().isPresent() && !now.zone().equals(before.zone());
        if (!before.folder().equals(now.folder()) || zoneMoves) {
            throw new LauncherProblem(
                    "LEGACY_DIFFERS",
                    "This data folder's legacy files are " + words(before) + ", not " + words(now) + ".",
                    "Leave --legacy and --zone out, use another data folder (--data DIR), or, if you know that no"
                            + " feature trusts the old ones, remove " + folder.legacyFile() + ".",
                    LauncherProblem.USAGE);
        }
    }

    private static String words(LegacyFiles files) {
        return files.folder() + files.zone().map(zone -> " (" + zone + ")").orElse("");
    }
}
