/** Reading from somebody outside the suite: one request, its deadline, its repetitions and its place in a budget. */
@NullMarked
package prescient.fetch;

import org.jspecify.annotations.NullMarked;
