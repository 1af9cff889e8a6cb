/** What is on disk about a run: the data folder, its lock, who runs, and the passwords. */
package prescient.local.state;
