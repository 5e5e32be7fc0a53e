/** Settings files in YAML, read so that every mistake is told with its line and what to do. */
@NullMarked
package dev.fuota.settings;

import org.jspecify.annotations.NullMarked;
