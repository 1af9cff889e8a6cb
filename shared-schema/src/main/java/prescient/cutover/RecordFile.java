package prescient.cutover;

import java.nio.file.Path;
import java.util.List;

/** A feature's records in legacy files of one folder. */
public interface RecordFile extends RecordStore {

    /** The files that exist now, absolute. */
    List<Path> files();

    /**
     * Replaces all files by the records of another store, each atomically: a reader sees the old file or the new one.
     * What this object keeps in memory of the old files is forgotten.
     */
    void replace(RecordStore source);
}
