/**
 * Which rule of the application packages stands where in the code, and which test shows it: {@code
 * docs/conformance.md} is generated from here, so that it cannot say what is not so.
 */
@NullMarked
package dev.fuota.tests.conformance;

import org.jspecify.annotations.NullMarked;
