/** PostgreSQL as child processes of the launcher: programs, data, start, stop, roles. */
package prescient.local.postgres;
