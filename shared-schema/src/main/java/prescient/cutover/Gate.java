package prescient.cutover;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a step of the migration, computed.
 *
 * @param name for instance {@code parity}
 * @param holds the step may be taken as far as this is concerned
 * @param sentence what was found, in words
 * @param evidence the figures behind it
 */
@Schema(name = "CutoverGate")
record Gate(String name, boolean holds, String sentence, Map<String, Object> evidence) {

    Gate {
        evidence = new TreeMap<>(evidence);
    }

    static Gate of(String name, boolean holds, String sentence, Map<String, ? extends @Nullable Object> evidence) {
        var known = new TreeMap<String, Object>();
        evidence.forEach((key, value) -> {
            if (value != null) {
                known.put(key, value);
            }
        });
        return new Gate(name, holds, sentence, known);
    }
}
