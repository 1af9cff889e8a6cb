/** The five services as supervised child JVMs. */
package prescient.local.service;
