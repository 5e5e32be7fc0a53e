/**
 * The record of a demonstration as files: {@code result.json}, and one HTML page that needs nothing
 * from outside, with plots drawn as inline SVG. The same result gives the same octets.
 */
@NullMarked
package dev.fuota.fleet.report;

import org.jspecify.annotations.NullMarked;
