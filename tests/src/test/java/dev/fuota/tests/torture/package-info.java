/** Power cuts at every place. */
@NullMarked
package dev.fuota.tests.torture;

import org.jspecify.annotations.NullMarked;
