/** A whole update to be watched. */
@NullMarked
package dev.fuota.cli.demo;

import org.jspecify.annotations.NullMarked;
