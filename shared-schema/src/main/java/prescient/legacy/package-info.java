/**
 * Files as the old Python programs wrote them, to the byte: numbers, text, layout and local times; read as a stream,
 * replaced atomically, and never beside another writer. Beside them, in {@code .prescient/}, small durable files for
 * what the old form has no place for.
 */
package prescient.legacy;
