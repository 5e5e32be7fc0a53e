/** A file cut into fragments, and put together again of those that came. */
@NullMarked
package dev.fuota.cli.fragment;

import org.jspecify.annotations.NullMarked;
