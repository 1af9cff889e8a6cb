/** Copies of the whole database that have been restored and compared before anybody relies on them. */
package prescient.local.backup;
