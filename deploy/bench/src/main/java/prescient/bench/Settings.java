package prescient.bench;

/**
 * How long and how hard is measured.
 *
 * @param clients that ask at the same time
 * @param rounds of each measurement; medians over them are quoted
 * @param seconds of one measured stretch of trades; reads take half as long
 * @param warmUpSeconds of load before the first measured stretch
 */
public record Settings(int clients, int rounds, int seconds, int warmUpSeconds) {

    /** @throws IllegalArgumentException for a setting that measures nothing, or for hours */
    public Settings {
        if (clients < 1 || clients > 64 || rounds < 1 || rounds > 20) {
            throw new IllegalArgumentException("clients are 1 to 64, rounds 1 to 20");
        }
        if (seconds < 1 || seconds > 60 || warmUpSeconds < 1 || warmUpSeconds > 60) {
            throw new IllegalArgumentException("stretches are 1 to 60 seconds long");
        }
    }

    /** Seconds of one measured stretch of reads. */
    public int readSeconds() {
        return Math.max(1, seconds / 2);
    }
}
