/** The torture under test: bootloaders that are broken on purpose must not get away with it. */
@NullMarked
package dev.fuota.boot.torture;

import org.jspecify.annotations.NullMarked;
