package prescient.forecast.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import prescient.forecast.csv.CsvSheet;
import prescient.legacy.PythonJson;

/** One run of a legacy program: what lay before it, what it was told, what it left behind. */
public record OracleCase(Path folder, JsonNode meta) {

    /** All runs of the folder; a run is a folder with a meta.json. None where there is no reference material. */
    public static List<OracleCase> of(String folder) {
        if (!Shared.isThere()) {
            return List.of();
        }
        try (var folders = Files.list(Shared.oracles().resolve(folder))) {
            return folders.filter(each -> Files.exists(each.resolve("meta.json")))
                    .sorted()
                    .map(each -> new OracleCase(each, json(each.resolve("meta.json"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(Path file) {
        try {
            return PythonJson.mapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int exitCode() {
        return meta.get("exit_code").intValue();
    }

    /** The value after an argument. */
    public Optional<String> argument(String name) {
        var args = args();
        int at = args.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(args.get(at + 1));
    }

    public boolean has(String flag) {
        return args().contains(flag);
    }

    public List<String> args() {
        return Stream.iterate(0, i -> i < meta.get("args").size(), i -> i + 1)
                .map(i -> meta.get("args").get(i).textValue())
                .toList();
    }

    public LocalDate date(String argument) {
        return LocalDate.parse(argument(argument).orElseThrow());
    }

    public int number(String argument, int otherwise) {
        return argument(argument).map(Integer::valueOf).orElse(otherwise);
    }

    /** The clock of the run, which stood still. */
    public OffsetDateTime clock() {
        var parts = meta.get("frozen_clock_local").textValue().split(" ", -1);
        return LocalDateTime.parse(parts[0] + "T" + parts[1])
                .atZone(ZoneId.of(parts[2]))
                .toOffsetDateTime();
    }

    public Optional<Path> input(String name) {
        var own = folder.resolve("input").resolve(name);
        if (Files.exists(own)) {
            return Optional.of(own);
        }
        var list = folder.resolve("input/FROM_DATA.txt");
        return Files.exists(list) && text(list).lines().anyMatch(name::equals)
                ? Optional.of(Shared.data().resolve(name))
                : Optional.empty();
    }

    public Optional<CsvSheet> sheet(String name) {
        return input(name).map(CsvSheet::read);
    }

    public Optional<JsonNode> inputJson(String name) {
        return input(name).map(OracleCase::json);
    }

    public Optional<String> output(String name) {
        var file = folder.resolve("output").resolve(name);
        return Files.exists(file) ? Optional.of(text(file)) : Optional.empty();
    }

    public String stdout() {
        return text(folder.resolve("stdout.txt"));
    }

    /** The case's name, so that a failing test says which it was. */
    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
