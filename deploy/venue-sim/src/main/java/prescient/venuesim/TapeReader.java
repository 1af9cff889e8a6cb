package prescient.venuesim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Reads recorded venue answers: every *.json file of a folder that holds events, alone in an array or under "data" or
 * "events". Files named raw_* come first, because the others are extracts of them; an event is taken from the first
 * file that has it. Files with other content are left out and named in the status.
 */
final class TapeReader {

    private final Json json;
    private final List<TapeEvent> events = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private TapeReader(Json json) {
        this.json = json;
    }

    /** Throws UnusableTape when the folder or a file cannot be read, is not JSON, or when nothing holds an event. */
    static Catalogue read(Path folder, Json json) {
        var reader = new TapeReader(json);
        reader.readAll(filesOf(folder));
        if (reader.events.isEmpty()) {
            throw new UnusableTape(folder, "no *.json file here holds Gamma events; " + looked(reader.notes));
        }
        var markets = reader.events.stream()
                .flatMap(event -> event.markets().stream())
                .toList();
        return new Catalogue(
                Listing.of("events", reader.events),
                Listing.of("markets", markets),
                "tape " + folder,
                List.copyOf(reader.notes));
    }

    private static String looked(List<String> notes) {
        return switch (notes.size()) {
            case 0 -> "there is no *.json file at all";
            case 1 -> notes.getFirst();
            default -> "looked at " + notes.size() + " files, first: " + notes.getFirst();
        };
    }

    private static List<Path> filesOf(Path folder) {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new UnusableTape(folder, "there is no such folder");
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(".json"))
                    .sorted(Comparator.comparing((Path file) -> !name(file).startsWith("raw_"))
                            .thenComparing(TapeReader::name))
                    .toList();
        } catch (IOException e) {
            throw new UnusableTape(folder, "the folder cannot be read: " + e, e);
        }
    }

    private void readAll(List<Path> files) {
        var taken = new HashSet<String>();
        for (var file : files) {
            var found = events(file);
            if (found.isEmpty()) {
                notes.add(name(file) + " holds no events and is left out");
            }
            for (var recorded : found) {
                var event = TapeEvent.of(recorded);
                if (event.id() == null || taken.add(event.id())) {
                    events.add(event);
                }
            }
        }
    }

    private List<ObjectNode> events(Path file) {
        var found = new ArrayList<ObjectNode>();
        for (var element : list(parse(file))) {
            if (element instanceof ObjectNode object && looksLikeEvent(object)) {
                found.add(object);
            } else if (!found.isEmpty()) {
                throw new UnusableTape(
                        file, "element " + found.size() + " is not an event, though those before it are");
            } else {
                return List.of();
            }
        }
        return found;
    }

    private JsonNode parse(Path file) {
        try {
            var root = json.mapper().readTree(Files.readAllBytes(file));
            if (root.isMissingNode()) {
                throw new UnusableTape(file, "is empty");
            }
            return root;
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            var line = where == null ? "" : " (line " + where.getLineNr() + ")";
            throw new UnusableTape(file, "is not valid JSON: " + e.getOriginalMessage() + line, e);
        } catch (IOException e) {
            throw new UnusableTape(file, "cannot be read: " + e, e);
        }
    }

    private static JsonNode list(JsonNode root) {
        if (root.isArray()) {
            return root;
        }
        var data = root.path("data");
        return data.isArray() ? data : root.path("events");
    }

    /** Events have markets, or at least a title, which neither markets nor the legacy system's own records have. */
    private static boolean looksLikeEvent(ObjectNode object) {
        return object.has("markets") || (object.has("id") && (object.has("title") || object.has("ticker")));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
