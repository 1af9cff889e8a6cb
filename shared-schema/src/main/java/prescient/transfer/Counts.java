package prescient.transfer;

/** What is counted while one collection is compared. Not safe for concurrent use. */
final class Counts {

    long file;
    long database;
    long equal;
    long quarantined;
    /** Records that only the database has, where that is no difference. */
    long extra;
    /** Records that were looked at one by one. */
    long drilled;

    final Checksum fileSum = new Checksum();
    final Checksum databaseSum = new Checksum();

    /** Adds what another one counted of the database. */
    void addDatabase(Counts other) {
        database += other.database;
        equal += other.equal;
        extra += other.extra;
        databaseSum.high += other.databaseSum.high;
        databaseSum.low += other.databaseSum.low;
    }

    /** A sum over records in any order. */
    static final class Checksum {
        private long high;
        private long low;

        void add(long key, Canonical.Digest content) {
            high += (content.high() ^ key) * 0x9E3779B97F4A7C15L;
            low += (content.low() + key) * 0xC2B2AE3D27D4EB4FL;
        }

        void remove(long key, Canonical.Digest content) {
            high -= (content.high() ^ key) * 0x9E3779B97F4A7C15L;
            low -= (content.low() + key) * 0xC2B2AE3D27D4EB4FL;
        }

        boolean same(Checksum other) {
            return high == other.high && low == other.low;
        }

        String text() {
            return "%016x%016x".formatted(high, low);
        }
    }
}
