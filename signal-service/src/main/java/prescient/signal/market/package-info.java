/** The markets a strategy looks at, asked from market-ingest-service. */
package prescient.signal.market;
