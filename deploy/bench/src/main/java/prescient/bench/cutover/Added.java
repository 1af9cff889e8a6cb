package prescient.bench.cutover;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * By how much a percentile of one kind of block exceeds that of another, and how sure that is. The interval holds 95 of
 * 100 differences that come of drawing anew, with replacement, first rounds and then the orders within each of their
 * blocks (a bootstrap in two stages; Davison and Hinkley, Bootstrap Methods and their Application, 3.8): orders of a
 * block are more alike than those of different rounds, and a round's blocks met the same disturbances.
 *
 * @param ms the difference
 * @param low end of the interval
 * @param high end of the interval
 */
record Added(double ms, double low, double high) {

    private static final int DRAWS = 2_000;
    private static final double OUTSIDE = 0.025;

    /**
     * @param base nanoseconds, a block of orders for each round
     * @param other the same, of the same rounds
     * @param share of the percentile, for instance 0.99
     * @param seed of the draws
     */
    static Added of(List<long[]> base, List<long[]> other, double share, long seed) {
        var random = new SplittableRandom(seed);
        var drawn = new double[DRAWS];
        var rounds = new int[base.size()];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int round = 0; round < rounds.length; round++) {
                rounds[round] = random.nextInt(rounds.length);
            }
            drawn[draw] = percentileMs(drawn(other, rounds, random), share)
                    - percentileMs(drawn(base, rounds, random), share);
        }
        Arrays.sort(drawn);
        return new Added(
                percentileMs(pooled(other), share) - percentileMs(pooled(base), share),
                drawn[(int) Math.round(OUTSIDE * (DRAWS - 1))],
                drawn[(int) Math.round((1 - OUTSIDE) * (DRAWS - 1))]);
    }

    /** Blocks as one. */
    static long[] pooled(List<long[]> blocks) {
        return blocks.stream().flatMapToLong(Arrays::stream).toArray();
    }

    /** What {@code share} of these nanoseconds did not exceed, in milliseconds. */
    static double percentileMs(long[] nanos, double share) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank, 1, sorted.length) - 1] / 1e6;
    }

    /** Of each of these rounds as many orders as its block has. */
    private static long[] drawn(List<long[]> blocks, int[] rounds, SplittableRandom random) {
        int size = 0;
        for (int round : rounds) {
            size += blocks.get(round).length;
        }
        var all = new long[size];
        int next = 0;
        for (int round : rounds) {
            var block = blocks.get(round);
            for (int order = 0; order < block.length; order++) {
                all[next++] = block[random.nextInt(block.length)];
            }
        }
        return all;
    }
}
