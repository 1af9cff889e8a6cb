package prescient.cutover;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A feature's records in legacy files of one folder. */
public interface RecordFile extends RecordStore {

    /** The files that exist now, absolute. */
    List<Path> files();

    /** The file that the records of a collection are in, when it exists and there is one. */
    default Optional<Path> fileOf(String collection) {
        return files().stream()
                .filter(file -> file.getFileName().toString().equals(collection + ".json"))
                .findFirst();
    }

    /**
     * Replaces all files by the records of another store, each atomically: a reader sees the old file or the new one.
     * What this object keeps in memory of the old files is forgotten.
     */
    void replace(RecordStore source);

    /**
     * Tells what of one of the files would be written in another way, or not at all. A file that is JSON need not tell:
     * it is looked at letter by letter.
     *
     * @return false when the file is JSON and nothing was told
     */
    default boolean inspect(Path file, OddSink sink) {
        return false;
    }

    /** Takes what is odd about an element of a file. */
    @FunctionalInterface
    interface OddSink {
        /**
         * @param element its place in the file, from 0; -1 for the file as a whole
         * @param reason in words; those of one kind begin alike, up to a colon
         */
        void accept(long element, String reason);
    }
}
