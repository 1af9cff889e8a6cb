/**
 * The CSV files of the legacy programs: every layout they ever had is read, the newest is written to the byte. A row
 * that is not as it should be is a value with its file, line and reason; none is lost.
 */
package prescient.forecast.csv;
