package prescient.portfolio.booking;

import java.util.List;

/** The answer to a batch: one result for each item, in the request's order. */
record Results<T>(List<T> results) {}
