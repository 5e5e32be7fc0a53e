/** {@code fuota image}: makes, signs, shows and checks images, and the deltas between them. */
@NullMarked
package dev.fuota.cli.image;

import org.jspecify.annotations.NullMarked;
