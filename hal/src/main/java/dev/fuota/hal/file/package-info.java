/** A directory that the product may write to, and nothing outside of it; files with secrets. */
@NullMarked
package dev.fuota.hal.file;

import org.jspecify.annotations.NullMarked;
