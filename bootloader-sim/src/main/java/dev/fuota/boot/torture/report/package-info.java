/**
 * What a torture came to, as a page for people and as JUnit's XML for machines. The same result
 * gives the same octets.
 */
@NullMarked
package dev.fuota.boot.torture.report;

import org.jspecify.annotations.NullMarked;
