/**
 * What reports of all kinds share: HTML pages that need nothing from outside, figures in words, and
 * JUnit's XML. It knows nothing of what is reported. The same input gives the same octets.
 */
@NullMarked
package dev.fuota.report;

import org.jspecify.annotations.NullMarked;
