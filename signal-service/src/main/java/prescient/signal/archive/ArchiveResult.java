package prescient.signal.archive;

import org.jspecify.annotations.Nullable;

/**
 * What was archived.
 *
 * @param archiveId the archive; null when the run has no signals, then nothing is stored
 * @param signalsCount how many signals it holds
 */
record ArchiveResult(@Nullable String archiveId, int signalsCount) {}
