/** What arrives together is written together: many small requests become few large statements. */
package prescient.batch;
