/**
 * Runs known-answer files through the product's real code and reports what passed, what failed and
 * what does not apply. {@link dev.fuota.conformance.Conformance} is the entry; the schemas are
 * those that vendors of other implementations can add their own captures in. What a file asks for
 * is decided by its content, and whether it applies by what the code can do, never by an entry's
 * name.
 *
 * <p>Nothing here is shared between threads.
 */
@NullMarked
package dev.fuota.conformance;

import org.jspecify.annotations.NullMarked;
