/** JSON by the types of Java: one shape writes it, reads it strictly, and documents it. */
@NullMarked
package dev.fuota.monitor.json;

import org.jspecify.annotations.NullMarked;
