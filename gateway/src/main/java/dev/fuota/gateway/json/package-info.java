/** JSON that others wrote: read with bounds and types checked, and without an exception. */
@NullMarked
package dev.fuota.gateway.json;

import org.jspecify.annotations.NullMarked;
