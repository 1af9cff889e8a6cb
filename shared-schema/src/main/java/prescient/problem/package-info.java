/** Refusals: a code, a status and a hint, answered as problem documents. */
package prescient.problem;
