/** Tests of the whole suite: the packaged services, a real PostgreSQL, the simulated venue, all through the gateway. */
package prescient.e2e;
