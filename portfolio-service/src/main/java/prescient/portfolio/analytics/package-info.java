/** What trading brought and risked: computed in SQL from the ledger by day, and in exact decimals from those days. */
package prescient.portfolio.analytics;
