package prescient.forecast.probability;

import java.util.List;

/**
 * What a generation made.
 *
 * @param candles minutes that were read
 * @param written tables that are new
 * @param unchanged tables that were there, from an earlier generation
 * @param emptyBuckets buckets that no minute had the momentum of; the nearest bucket answers for them
 */
public record Generated(
        String symbol,
        String set,
        GenerationMethod method,
        int candles,
        int written,
        int unchanged,
        List<Integer> emptyBuckets) {}
