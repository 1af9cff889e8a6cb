/** Child processes: naming, ending and measuring them. */
package prescient.local.process;
