/** The HTTP API of a running suite, as commands ask it. */
package prescient.local.api;
