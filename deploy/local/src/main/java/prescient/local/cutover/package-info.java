/** The cut-over as the launcher sees it: the features, where their files are, and the services' verbs for them. */
package prescient.local.cutover;
