/** The commands of {@code ./prescient}. */
package prescient.local.command;
