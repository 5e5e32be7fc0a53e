/** Whether what must not be forgotten is not. */
@NullMarked
package dev.fuota.server.store;

import org.jspecify.annotations.NullMarked;
