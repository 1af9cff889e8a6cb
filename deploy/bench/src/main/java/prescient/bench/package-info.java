/** What the suite does in a second, measured against PostgreSQL alone and against an empty answer. */
package prescient.bench;
