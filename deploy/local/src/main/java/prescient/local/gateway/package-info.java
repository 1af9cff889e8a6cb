/** One door to the five services: routes by path, refuses what is too large, says which service does not answer. */
package prescient.local.gateway;
