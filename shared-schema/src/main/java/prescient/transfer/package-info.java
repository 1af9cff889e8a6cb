/**
 * Moves a feature's records between its legacy files and PostgreSQL: import, comparison, export, repair. Knows records
 * and the two stores, no file format and no table of a service.
 */
package prescient.transfer;
