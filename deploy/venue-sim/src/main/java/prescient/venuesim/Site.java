package prescient.venuesim;

import org.jspecify.annotations.Nullable;

/** One of the services that are simulated. Safe for many threads. */
interface Site {

    /** Name of a path's route for the counters. */
    String route(String path);

    /** Whether this path takes the method at all; most are only read. */
    default boolean takes(String method, String path) {
        return method.equals("GET");
    }

    /**
     * Answers a request whose method it takes.
     *
     * @param twist a fault that changes the answer's content, where the site knows it; null for a proper answer
     * @throws Refusal for what the site would answer with an error
     */
    Answer answer(Ask ask, @Nullable FaultKind twist);
}
