/** Time is handed in: the one clock of a process. */
package prescient.time;
