/** Trading cycles, asked from trade-service. */
package prescient.local.cycle;
