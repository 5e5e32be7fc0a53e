@NullMarked
package dev.fuota.fleet.page;

import org.jspecify.annotations.NullMarked;
