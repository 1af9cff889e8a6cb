/**
 * Enters hourly markets by itself, if an operator switched that on: each second it looks at the strikes of the hour,
 * decides about each and says why, and asks trade-service for those trades that all its limits allow.
 */
package prescient.signal.entry;
