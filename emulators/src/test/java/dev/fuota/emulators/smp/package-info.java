@NullMarked
package dev.fuota.emulators.smp;

import org.jspecify.annotations.NullMarked;
