@NullMarked
package dev.fuota.drivers.smp;

import org.jspecify.annotations.NullMarked;
