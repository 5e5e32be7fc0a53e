/** Pages that commands write, seen with a browser. */
@NullMarked
package dev.fuota.tests.page;

import org.jspecify.annotations.NullMarked;
