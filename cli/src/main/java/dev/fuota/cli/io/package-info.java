/**
 * What several commands share: files they read and write whole, how far work is, and when to stop.
 */
@NullMarked
package dev.fuota.cli.io;

import org.jspecify.annotations.NullMarked;
