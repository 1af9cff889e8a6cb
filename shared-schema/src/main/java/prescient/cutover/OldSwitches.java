package prescient.cutover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the switches of the old programs say about the mode of features that have none yet.
 *
 * @param seen those that are set, and to what
 * @param mode what they come to; empty when they say nothing
 */
public record OldSwitches(Map<String, String> seen, Optional<Mode> mode) {

    static final String WRITE = "USE_DATABASE_WRITE";
    static final String READ = "USE_DATABASE_READ";
    static final String FALLBACK = "DATABASE_FALLBACK_TO_JSON";
    static final String PG_WRITE = "ENABLE_PG_WRITE";
    static final String PG_READ = "ENABLE_PG_READ";

    private static final List<String> ALL = List.of(WRITE, READ, FALLBACK, PG_WRITE, PG_READ);

    public OldSwitches {
        seen = Map.copyOf(seen);
    }

    /** What they are called. */
    public static List<String> names() {
        return ALL;
    }

    /**
     * Reads them from the configuration.
     *
     * @param value a switch's text; empty when it is not set
     * @throws ContradictorySwitches when they contradict themselves
     */
    public static OldSwitches of(Function<String, Optional<String>> value) {
        var seen = new TreeMap<String, String>();
        for (var name : ALL) {
            value.apply(name).filter(text -> !text.isBlank()).ifPresent(text -> seen.put(name, text.strip()));
        }
        var first = family(seen, WRITE, READ, seen.containsKey(FALLBACK) ? is(seen, FALLBACK) : true);
        var second = family(seen, PG_WRITE, PG_READ, true);
        if (first.isPresent() && second.isPresent() && !agree(first.get(), second.get())) {
            throw new ContradictorySwitches(said(seen, WRITE, READ, FALLBACK) + " means "
                    + first.get().text() + ", but " + said(seen, PG_WRITE, PG_READ) + " means "
                    + second.get().text());
        }
        return new OldSwitches(seen, first.or(() -> second));
    }

    private static Optional<Mode> family(Map<String, String> seen, String write, String read, boolean fallback) {
        if (!seen.containsKey(write) && !seen.containsKey(read)) {
            return Optional.empty();
        }
        boolean writes = is(seen, write);
        boolean reads = is(seen, read);
        if (reads && !writes) {
            throw new ContradictorySwitches(
                    said(seen, write, read) + " would read from a database that nothing is written to");
        }
        return Optional.of(
                !writes
                        ? Mode.FILE_ONLY
                        : !reads ? Mode.DUAL_WRITE : fallback ? Mode.DATABASE_READ : Mode.DATABASE_ONLY);
    }

    /** The second family has no word for the last step, so there it may mean either. */
    private static boolean agree(Mode first, Mode second) {
        return first == second || (first == Mode.DATABASE_ONLY && second == Mode.DATABASE_READ);
    }

    private static boolean is(Map<String, String> seen, String name) {
        @Nullable String text = seen.get(name);
        if (text == null) {
            return false;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "y", "on" -> true;
            case "false", "0", "no", "n", "off" -> false;
            default -> throw new ContradictorySwitches(name + "=" + text + " is neither true nor false");
        };
    }

    private static String said(Map<String, String> seen, String... names) {
        var said = new ArrayList<String>();
        for (var name : names) {
            said.add(name + "=" + seen.getOrDefault(name, "(not set)"));
        }
        return String.join(", ", said);
    }
}
