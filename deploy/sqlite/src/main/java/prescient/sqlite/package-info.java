/**
 * Takes the old desk's SQLite databases into PostgreSQL and proves that nothing was lost: found by walking a folder,
 * told apart by tables and columns, converted with every stored value kept beside, and read back.
 */
@NullMarked
package prescient.sqlite;

import org.jspecify.annotations.NullMarked;
