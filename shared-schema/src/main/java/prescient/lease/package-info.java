/** When jobs run: once at a time under a lease, each at a moment of its own, and none any more once the service ends. */
package prescient.lease;
