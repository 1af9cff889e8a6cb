package prescient.cutover;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The mode of features that have none yet.
 *
 * @param mode which
 * @param reason where it comes from, in words
 * @param aliases old switches that are set, and to what
 */
record InitialMode(Mode mode, String reason, Map<String, String> aliases) {

    /**
     * From the configuration.
     *
     * @param value a setting's text; empty when it is not set
     * @throws ContradictorySwitches when the settings contradict each other or a mode needs files that are not given
     */
    static InitialMode of(CutoverConfig config, Function<String, Optional<String>> value) {
        var old = OldSwitches.of(value);
        var canonical =
                config.cutover().initialMode().filter(text -> !text.isBlank()).map(InitialMode::parsed);
        if (canonical.isPresent() && old.mode().isPresent() && !canonical.equals(old.mode())) {
            throw new ContradictorySwitches(
                    "prescient.cutover.mode=" + canonical.get().text() + ", but " + old.seen() + " means "
                            + old.mode().get().text());
        }
        var mode = canonical.or(old::mode).orElse(Mode.DATABASE_ONLY);
        if (mode.keepsFile() && folder(config).isEmpty()) {
            throw new ContradictorySwitches(mode.text() + " needs the legacy files: set prescient.legacy.dir");
        }
        var reason = canonical.isPresent()
                ? "prescient.cutover.mode"
                : old.mode().isPresent() ? "old switches " + new java.util.TreeMap<>(old.seen()) : "default";
        return new InitialMode(mode, reason, old.seen());
    }

    private static Mode parsed(String text) {
        return Mode.of(text)
                .orElseThrow(() -> new ContradictorySwitches("prescient.cutover.mode=" + text
                        + " is none of file-only, dual-write, database-read, database-only"));
    }

    static Optional<Path> folder(CutoverConfig config) {
        return config.legacy().dir().filter(path -> !path.toString().isBlank());
    }
}
