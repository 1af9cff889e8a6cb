/** Snapshots of a portfolio and its daily history. */
package prescient.portfolio.history;
