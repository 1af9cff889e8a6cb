/** Ids that callers choose. */
package prescient.signal.ids;
