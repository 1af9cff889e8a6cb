package prescient.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.Collection.Comparison;
import prescient.cutover.Feature;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;

/**
 * The two stores of a feature that are compared or copied.
 *
 * @param feature they belong to
 * @param file the live files, or the same in another folder
 * @param database the tables
 * @param trustsFile which of them counts; what the other lacks is missing, what only the other has is extra
 * @param folder of the files when they are not the live ones, else null
 */
record Pair(
        Feature feature,
        RecordFile file,
        RecordStore database,
        boolean trustsFile,
        @Nullable Path folder) {

    /** Names of the collections, in their order. */
    List<String> collections() {
        return feature.collections().stream().map(Collection::name).toList();
    }

    /** Names of the collections that are compared by checksums. */
    Set<String> chunked() {
        return feature.collections().stream()
                .filter(collection -> collection.comparison() == Comparison.CHUNKS)
                .map(Collection::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The file that a collection's records are in as far as names tell, else the folder. */
    String sourceOf(String collection) {
        var files = file.files();
        if (files.size() == 1) {
            return files.getFirst().toString();
        }
        return file.fileOf(collection)
                .map(Path::toString)
                .orElseGet(() -> folder != null
                        ? folder.toString()
                        : files.isEmpty()
                                ? feature.name()
                                : String.valueOf(files.getFirst().getParent()));
    }

    /** The contents of some records of the file; records that would be refused are not there. */
    void readFile(Map<String, Set<String>> keys, ContentSink sink) {
        file.read(keys, found -> {
            if (feature.defect(found) == null) {
                sink.accept(RecordKey.of(found), found.value());
            }
        });
    }

    /** The contents of some records of the database. */
    void readDatabase(Map<String, Set<String>> keys, ContentSink sink) {
        database.read(keys, found -> sink.accept(RecordKey.of(found), found.value()));
    }

    /** Takes a record's content. */
    @FunctionalInterface
    interface ContentSink {
        void accept(RecordKey key, ObjectNode value);
    }
}
