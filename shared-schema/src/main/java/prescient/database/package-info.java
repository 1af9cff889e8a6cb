/** Migration, sign of life and failure kinds of the service's own PostgreSQL schema. */
package prescient.database;
