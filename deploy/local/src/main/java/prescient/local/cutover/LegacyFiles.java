package prescient.local.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import prescient.cutover.ContradictorySwitches;
import prescient.cutover.Mode;
import prescient.cutover.OldSwitches;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;

/**
 * The legacy files of a suite, as its services are told of them.
 *
 * @param folder holds {@code trades}, {@code history}, {@code events} and {@code markets}; the CSV files of the weather
 *     system lie in it or in its {@code Data}
 * @param zone of the local times in the JSON files; empty leaves it to the services
 * @param initialMode of features that have none yet; empty leaves it to the services
 */
public record LegacyFiles(Path folder, Optional<String> zone, Optional<String> initialMode) {

    /** Tells the services where the files are. */
    public static final String FOLDER_VARIABLE = "PRESCIENT_LEGACY_DIR";

    /** Tells the services the zone of the files' times. */
    public static final String ZONE_VARIABLE = "PRESCIENT_LEGACY_ZONE";

    /** Tells the services the mode of features that have none yet. */
    public static final String MODE_VARIABLE = "PRESCIENT_CUTOVER_MODE";

    private static final String LAST_MODE = Mode.DATABASE_ONLY.text();

    /**
     * The files that services started with these variables use; empty when they have none.
     *
     * @throws LauncherProblem when the old switches contradict themselves
     */
    public static Optional<LegacyFiles> of(Map<String, String> variables) {
        return text(variables, FOLDER_VARIABLE)
                .map(folder ->
                        new LegacyFiles(Path.of(folder), text(variables, ZONE_VARIABLE), initialMode(variables)));
    }

    /** The variables that tell the services of no files, whatever the launcher's own environment says. */
    public static Map<String, String> none() {
        var variables = new LinkedHashMap<String, String>();
        variables.put(FOLDER_VARIABLE, "");
        variables.put(MODE_VARIABLE, "");
        OldSwitches.names().forEach(name -> variables.put(name, ""));
        return variables;
    }

    /** The variables that tell the services. */
    public Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put(FOLDER_VARIABLE, folder.toAbsolutePath().toString());
        zone.ifPresent(text -> variables.put(ZONE_VARIABLE, text));
        initialMode.ifPresent(text -> variables.put(MODE_VARIABLE, text));
        return variables;
    }

    /** The features whose files these are. */
    public List<CutoverFeature> features() {
        return CutoverFeature.all().stream()
                .filter(feature -> feature.isAtHomeIn(folder))
                .toList();
    }

    /**
     * The mode of each feature as it was last written beside the files; features without one have the initial mode, if
     * that is known. What cannot be read is left out: the service will say what is wrong with it.
     */
    public Map<String, String> modes() {
        var modes = new TreeMap<String, String>();
        for (var feature : features()) {
            initialMode.ifPresent(mode -> modes.put(feature.text(), mode));
        }
        for (var service : ServiceName.values()) {
            modes.putAll(written(service));
        }
        return modes;
    }

    /** Those of {@link #features} whose mode was never written beside the files: the services have yet to decide. */
    public List<CutoverFeature> undecided() {
        var known = new TreeMap<String, String>();
        for (var service : ServiceName.values()) {
            known.putAll(written(service));
        }
        return features().stream()
                .filter(feature -> !known.containsKey(feature.text()))
                .toList();
    }

    /** Each of {@link #features} works, at least for reading, while PostgreSQL does not answer. */
    public boolean workWithoutDatabase() {
        var modes = modes();
        return features().stream()
                .map(feature -> modes.getOrDefault(feature.text(), LAST_MODE))
                .noneMatch(LAST_MODE::equals);
    }

    private Map<String, String> written(ServiceName service) {
        var file = folder.resolve(".prescient").resolve("modes-" + service.moduleName() + ".json");
        var modes = new TreeMap<String, String>();
        if (Files.isReadable(file)) {
            try {
                new ObjectMapper()
                        .readTree(file.toFile())
                        .path("features")
                        .properties()
                        .forEach(feature -> modes.put(
                                feature.getKey(),
                                feature.getValue().path("mode").asText()));
            } catch (IOException unreadable) {
                return Map.of();
            }
        }
        return modes;
    }

    /** The old switches say to the launcher what they say to the services. */
    private static Optional<String> initialMode(Map<String, String> variables) {
        return text(variables, MODE_VARIABLE).or(() -> oldMode(variables).map(Mode::text));
    }

    private static Optional<Mode> oldMode(Map<String, String> variables) {
        try {
            return OldSwitches.of(name -> text(variables, name)).mode();
        } catch (ContradictorySwitches contradiction) {
            throw new LauncherProblem(
                    "CONTRADICTORY_SWITCHES",
                    String.valueOf(contradiction.getMessage()) + ".",
                    "Set the old switches to what is meant, or unset them and name the mode: --mode MODE.",
                    LauncherProblem.USAGE);
        }
    }

    private static Optional<String> text(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
