/** Each run's signals as they were, kept for ever. */
package prescient.signal.archive;
