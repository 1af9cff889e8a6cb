/**
 * The cut-over: moving a feature from its legacy files to PostgreSQL and back while it is in use. A {@code Feature} has
 * two stores of the same records; one mode a feature says which of them is trusted, and only {@code Cutover} knows it.
 */
package prescient.cutover;
