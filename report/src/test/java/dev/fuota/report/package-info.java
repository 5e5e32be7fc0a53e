/** Tests of what reports share. */
@NullMarked
package dev.fuota.report;

import org.jspecify.annotations.NullMarked;
