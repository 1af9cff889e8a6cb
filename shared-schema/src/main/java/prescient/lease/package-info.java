/** Jobs that run once at a time hold a lease. */
package prescient.lease;
