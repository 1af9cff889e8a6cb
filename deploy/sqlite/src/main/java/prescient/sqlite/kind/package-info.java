/** The kinds of tables the old desk had, and how their rows become records of ours. */
@NullMarked
package prescient.sqlite.kind;

import org.jspecify.annotations.NullMarked;
