/**
 * Signals: advice to buy one side of a market, made by a strategy.
 *
 * <ol>
 *   <li>{@code market} asks market-ingest for the markets that pass the filters.
 *   <li>{@code strategy} turns those markets into advice; it knows nothing of HTTP or SQL.
 *   <li>{@code signal} stores the advice as signals, leases them to executors and records what became of them.
 *   <li>{@code archive} keeps each run's signals as they were.
 * </ol>
 */
package prescient.signal;
