/** Cycles, asked from trade-service and forecast-service. */
package prescient.local.cycle;
