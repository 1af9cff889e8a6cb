/** Analytics of a portfolio with very many trades. */
package prescient.bench.analytics;
