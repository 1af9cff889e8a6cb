package prescient.venuesim;

/**
 * Random numbers as a pure function of a seed and a place: nothing is drawn in sequence, so any instant of any market
 * can be asked for in any order. StrictMath is used throughout, so every machine gives the same digits.
 */
record Noise(long seed) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** An independent source for a part of the whole. */
    Noise fork(long part) {
        return new Noise(bits(part, 0x5EED));
    }

    long bits(long row, long column) {
        return mix(mix(seed + GOLDEN * (row + 1)) + GOLDEN * (column + 1));
    }

    /** Even in [0, 1). */
    double uniform(long row, long column) {
        return (bits(row, column) >>> 11) * 0x1.0p-53;
    }

    /** Whole number from 0 to bound - 1. */
    int below(int bound, long row) {
        return (int) (uniform(row, 0) * bound);
    }

    boolean chance(double probability, long row) {
        return uniform(row, 1) < probability;
    }

    /** Bell-shaped, mean 0, deviation 1, never beyond 3.5. */
    double bell(long row, long column) {
        long bits = bits(row, column);
        double sum = (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + ((bits >>> 48) & 0xFFFF);
        return (sum / 65_536 - 2) * 1.7320508;
    }

    /** Long-tailed around a median, as trading sizes are. */
    double skewed(double median, double spread, long row) {
        return median * StrictMath.exp(spread * bell(row, 2));
    }

    /** A smooth curve through bell-shaped values at whole positions. */
    double wave(long row, double position) {
        double whole = Math.floor(position);
        double part = position - whole;
        double ease = part * part * (3 - 2 * part);
        double left = bell(row, (long) whole);
        return left + (bell(row, (long) whole + 1) - left) * ease;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
