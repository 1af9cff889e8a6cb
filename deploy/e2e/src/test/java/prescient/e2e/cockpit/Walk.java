package prescient.e2e.cockpit;

import prescient.e2e.Api;

/** What is looked at on one page; done once for each {@link Device}. */
interface Walk {

    /**
     * Walks.
     *
     * @param screen signed in as an operator
     * @param api the same suite past the browser, as an operator
     */
    void on(Screen screen, Api api) throws Exception;
}
