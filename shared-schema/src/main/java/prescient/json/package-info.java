/** How the suite reads and writes JSON. */
package prescient.json;
