package prescient.venuesim;

import org.jspecify.annotations.Nullable;

/** One of the services that are simulated. Safe for many threads. */
interface Site {

    /** Name of a path's route for the counters. */
    String route(String path);

    /**
     * Answers a request.
     *
     * @param twist a fault that changes the answer's content, where the site knows it; null for a proper answer
     * @throws Refusal for what the site would answer with an error
     */
    Answer answer(String path, Query query, @Nullable FaultKind twist);
}
