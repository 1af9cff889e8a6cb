package prescient.signal.signal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one store hands to the other when the mode changes.
 *
 * @param runs oldest first
 * @param signals oldest first
 * @param currentRun the run whose signals the legacy file holds, null when it holds none
 */
record HandedOver(
        List<FileRun> runs,
        List<KnownSignal> signals,
        @Nullable String currentRun) {}
