package prescient.transfer;

/**
 * Why an element of an imported file cannot be written again byte for byte.
 *
 * @param file it was in
 * @param element its place there, from 0; -1 for the file as a whole
 * @param reason in words
 */
record Inexact(String file, long element, String reason) {}
