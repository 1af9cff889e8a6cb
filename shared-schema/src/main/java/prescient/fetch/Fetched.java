package prescient.fetch;

/** The outcome of asking, repetitions included. */
public sealed interface Fetched<T> {

    /** How often it was asked again. */
    int retries();

    /** A readable answer. */
    record Got<T>(T content, int retries) implements Fetched<T> {}

    /**
     * No readable answer.
     *
     * @param reason what the last attempt brought; holds no address and no header, hence no key either
     * @param body what the last attempt sent, if anything; empty otherwise
     */
    record Lost<T>(String reason, String body, int retries) implements Fetched<T> {}
}
