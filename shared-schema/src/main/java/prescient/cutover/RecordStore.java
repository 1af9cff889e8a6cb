package prescient.cutover;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One of the two places a feature's records live in. Both implementations pass one contract test. Methods block and are
 * called on virtual threads; they may be called concurrently.
 */
public interface RecordStore {

    /**
     * Hands over all records, collection by collection in the order of {@link Feature#collections()}, each in file
     * order, all from one consistent view, without holding them all in memory.
     *
     * @throws UnreadableFile when a file cannot be understood; it is left as it is
     */
    void read(Consumer<LegacyRecord> sink);

    /**
     * Hands over the records with these keys, those that exist, in any order. Stores that can find a record without
     * reading all of them do better than this.
     *
     * @param keys per collection
     * @throws UnreadableFile as {@link #read(Consumer)}
     */
    default void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
        read(candidate -> {
            if (keys.getOrDefault(candidate.collection(), Set.of()).contains(candidate.key())) {
                sink.accept(candidate);
            }
        });
    }

    /** True when {@link #read(Map, Consumer)} finds records without reading all of them. */
    default boolean findsByKey() {
        return false;
    }

    /**
     * Makes the store hold these records: new ones are added, those with a known key replaced. All or none; repeating
     * it changes nothing. The list is one batch of at most a few thousand, of one or more collections.
     *
     * @throws RejectedRecord when the store cannot hold one of them
     */
    void write(List<LegacyRecord> records);

    /** Reads records that were written together. */
    @FunctionalInterface
    interface ReadAgain {

        /** Hands over those of {@code keys} that exist, in any order, and perhaps others that came in meanwhile. */
        void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink);

        /**
         * True when the store, asked now, has exactly what was written, value by value; false when it has not, or when
         * that cannot be seen without making records of it. Much cheaper than reading them.
         */
        default boolean holds() {
            return false;
        }
    }

    /** A batch in the store's own form, to be written once. */
    @FunctionalInterface
    interface Prepared {

        /**
         * As {@link RecordStore#write}.
         *
         * @return the fastest way to these records, for the keys of this batch; good once and soon
         */
        ReadAgain write();
    }

    /**
     * Does the part of a {@link #write} for which the store is not asked, so that it can be done while another batch is
     * written. Data that the store cannot hold may be refused here, too.
     */
    default Prepared prepare(List<LegacyRecord> records) {
        return () -> {
            write(records);
            return this::read;
        };
    }

    /**
     * The files hold nothing of these collections, so no record of theirs could tell this store what it shows too much. A
     * store that can stop showing it without deleting history does; any other leaves it for the comparison to report.
     */
    default void letGo(Set<String> collections) {}

    /**
     * True when a record that is written takes the place of the one that stood there: then writing all records of a file
     * leaves the store with nothing else.
     */
    default boolean placesAreUnique() {
        return false;
    }
}
