package prescient.signal.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one run, in the form of the legacy archive files.
 *
 * @param id number of the archive
 * @param archivedAt when it was made
 * @param archiveMonth {@code YYYY-MM} of that time in UTC
 * @param signalsCount how many signals
 * @param signals the most confident first; keys in the legacy files' order
 */
record Archive(
        long id,
        Instant archivedAt,
        String archiveMonth,
        int signalsCount,
        List<Map<String, @Nullable Object>> signals) {}
