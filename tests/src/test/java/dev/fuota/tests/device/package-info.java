/** A whole device on its flash file, whose process is killed again and again. */
@NullMarked
package dev.fuota.tests.device;

import org.jspecify.annotations.NullMarked;
