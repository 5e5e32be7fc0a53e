/** The rules of the architecture, checked on the compiled classes of all modules. */
@NullMarked
package dev.fuota.tests.arch;

import org.jspecify.annotations.NullMarked;
