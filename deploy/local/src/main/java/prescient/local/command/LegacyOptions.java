package prescient.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import prescient.local.LauncherProblem;
import prescient.local.cutover.LegacyFiles;
import prescient.local.state.DataFolder;
import prescient.local.state.LegacyMemory;

/** Which legacy files the suite works on. */
final class LegacyOptions {

    /** A time zone. */
    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException unknown) {
                throw new TypeConversionException("'" + text + "' is not a time zone like Europe/Berlin or UTC");
            }
        }
    }

    /** One of the four modes. */
    static final class ModeText implements ITypeConverter<String> {

        private static final List<String> MODES = List.of("file-only", "dual-write", "database-read", "database-only");

        @Override
        public String convert(String text) {
            if (!MODES.contains(text)) {
                throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", MODES));
            }
            return text;
        }
    }

    @Option(
            names = "--legacy",
            paramLabel = "DIR",
            description = "The old program's data folder; it or its Data holds the CSV files of the weather system,"
                    + " if there are any. Remembered with the data folder.")
    @Nullable Path legacy;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = Zone.class,
            description = "Time zone of the JSON files, for instance Europe/Berlin; UTC by default.")
    @Nullable ZoneId zone;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = ModeText.class,
            description = "file-only, dual-write, database-read or database-only: in which mode the features begin."
                    + " A start that finds one in another mode fails before it trades.")
    @Nullable String mode;

    /** The files that are given, or those that belong to the data folder; a start remembers them. */
    Optional<LegacyFiles> files(DataFolder folder) {
        var memory = new LegacyMemory(folder);
        var files = given().or(() -> remembered(memory)).map(memory::known);
        if (files.isEmpty() && (zone != null || (mode != null && !"database-only".equals(mode)))) {
            throw new LauncherProblem(
                    "USAGE",
                    "--zone and --mode need the legacy files.",
                    "Name the old program's data folder: --legacy DIR.",
                    LauncherProblem.USAGE);
        }
        return files.map(known -> new LegacyFiles(known.folder(), known.zone(), Optional.ofNullable(mode)));
    }

    private Optional<LegacyFiles> given() {
        var text = legacy == null ? System.getenv(LegacyFiles.FOLDER_VARIABLE) : legacy.toString();
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        var path = Path.of(text);
        if (!Files.isDirectory(path)) {
            throw new LauncherProblem(
                    "LEGACY_FOLDER_MISSING",
                    "There is no folder " + path + " with legacy files.",
                    "Name an existing folder; to begin without any files, make an empty one.",
                    LauncherProblem.USAGE);
        }
        try {
            return Optional.of(new LegacyFiles(path.toRealPath(), zone(), Optional.empty()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** In the zone that is told now: another one would move every local time, and is refused. */
    private Optional<LegacyFiles> remembered(LegacyMemory memory) {
        return memory.read().map(known -> new LegacyFiles(known.folder(), zone(), Optional.empty()));
    }

    private Optional<String> zone() {
        return zone == null
                ? Optional.ofNullable(System.getenv(LegacyFiles.ZONE_VARIABLE)).filter(text -> !text.isBlank())
                : Optional.of(zone.getId());
    }
}
