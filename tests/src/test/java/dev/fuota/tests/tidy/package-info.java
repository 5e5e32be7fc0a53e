/** House rules that no other tool checks, run over the files of the source tree. */
@NullMarked
package dev.fuota.tests.tidy;

import org.jspecify.annotations.NullMarked;
