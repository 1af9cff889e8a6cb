package prescient.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Latencies of reads that are made one after the other on one connection. */
public final class OneByOne {

    private OneByOne() {}

    /**
     * Nanoseconds of each read.
     *
     * @param paths are asked in turns
     * @param authorization the value of that header
     * @param warmUp reads before the first that counts
     * @throws IllegalStateException when an answer is not 200
     */
    public static List<Long> nanos(int port, List<String> paths, String authorization, int warmUp, int reads) {
        var requests =
                paths.stream().map(path -> Connection.get(path, authorization)).toList();
        var nanos = new ArrayList<Long>();
        try (var connection = new Connection(port)) {
            for (int read = -warmUp; read < reads; read++) {
                int turn = Math.floorMod(read, requests.size());
                long began = System.nanoTime();
                int status = connection.exchange(requests.get(turn));
                if (status != 200) {
                    throw new IllegalStateException(paths.get(turn) + " answered " + status + ": " + connection.body());
                }
                if (read >= 0) {
                    nanos.add(System.nanoTime() - began);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return nanos;
    }

    /** In milliseconds; the list is sorted by it. */
    public static double percentile(List<Long> nanos, double share) {
        nanos.sort(null);
        return nanos.get((int) Math.min(nanos.size() - 1L, Math.round(nanos.size() * share))) / 1e6;
    }
}
