/** How long the launcher's services take to start, and what memory they hold, with and without class archives. */
package prescient.bench.startup;
