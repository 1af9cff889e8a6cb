package prescient.signal.archive;

/**
 * What the legacy files do not say of an archive.
 *
 * @param archiveId its id
 * @param month of the file
 * @param archivedAt local time of the entry
 * @param signals how many it holds
 */
record ArchiveNote(String archiveId, String month, String archivedAt, int signals) {}
