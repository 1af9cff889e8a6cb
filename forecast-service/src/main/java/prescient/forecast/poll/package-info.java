/** What the stations observe, asked for again and again and kept as the legacy poller kept it. */
package prescient.forecast.poll;
