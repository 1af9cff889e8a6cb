package prescient.transfer;

/** Checksums of the records of one collection, in 1024 buckets by key. Not safe for concurrent use. */
final class Chunks {

    private static final int BUCKETS = 1024;

    private final Counts.Checksum[] file = sums();
    private final Counts.Checksum[] database = sums();
    private final long[] records = new long[BUCKETS];

    void file(long key, Canonical.Digest content) {
        file[bucket(key)].add(key, content);
        records[bucket(key)]++;
    }

    void database(long key, Canonical.Digest content) {
        database[bucket(key)].add(key, content);
    }

    /** The record is in a bucket whose checksums differ. */
    boolean differs(long key) {
        return !file[bucket(key)].same(database[bucket(key)]);
    }

    /** Records of the file in buckets whose checksums are the same. */
    long equal() {
        long equal = 0;
        for (int i = 0; i < BUCKETS; i++) {
            equal += file[i].same(database[i]) ? records[i] : 0;
        }
        return equal;
    }

    /** How many buckets differ. */
    int different() {
        int different = 0;
        for (int i = 0; i < BUCKETS; i++) {
            different += file[i].same(database[i]) ? 0 : 1;
        }
        return different;
    }

    private static int bucket(long key) {
        return (int) (key >>> 20) & BUCKETS - 1;
    }

    private static Counts.Checksum[] sums() {
        var sums = new Counts.Checksum[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] = new Counts.Checksum();
        }
        return sums;
    }
}
