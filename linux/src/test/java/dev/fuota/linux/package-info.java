/** What the tests of the Linux rooms share. */
@NullMarked
package dev.fuota.linux;

import org.jspecify.annotations.NullMarked;
